package hub.reload;

import static org.assertj.core.api.Assertions.assertThat;

import hub.check.RouteFile;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRouteVersionsTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final String PATH = "serve/greet.camel.yaml";

    @TempDir
    Path folder;

    @Test
    void versionsOutliveTheProgramNewestFirst() {
        RouteVersion first = RouteVersion.of(RouteFile.of(PATH, "first"), NOON);
        RouteVersion second = RouteVersion.of(RouteFile.of(PATH, "second"), NOON.plusMillis(1));
        new FileRouteVersions(folder).keep(first);
        new FileRouteVersions(folder).keep(second);

        assertThat(new FileRouteVersions(folder).of(PATH)).containsExactly(second, first);
        assertThat(new FileRouteVersions(folder).newest("serve/other.camel.yaml"))
                .isEmpty();
    }

    @Test
    void keepingTheNewestAgainAddsNothingButGoingBackDoes() {
        RouteVersions versions = new FileRouteVersions(folder);
        versions.keep(RouteVersion.of(RouteFile.of(PATH, "first"), NOON));
        versions.keep(RouteVersion.of(RouteFile.of(PATH, "first"), NOON.plusSeconds(1)));
        versions.keep(RouteVersion.of(RouteFile.of(PATH, "second"), NOON.plusSeconds(2)));
        versions.keep(RouteVersion.of(RouteFile.of(PATH, "first"), NOON.plusSeconds(3)));

        assertThat(versions.of(PATH)).extracting(RouteVersion::text).containsExactly("first", "second", "first");
    }
}
