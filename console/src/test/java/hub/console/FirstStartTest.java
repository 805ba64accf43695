package hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Outside the demo: the password is printed once, the demo's users do not exist. */
@ExtendWith(OutputCaptureExtension.class)
class FirstStartTest {

    @TempDir
    Path data;

    @Test
    void theFirstStartPrintsThePasswordOnceAndTheSecondDoesNot(CapturedOutput output) {
        String password;
        try (TestingConsole console = TestingConsole.start(data)) {
            Matcher line = Pattern.compile("sign in as 'operator' with password '([^']+)'")
                    .matcher(output.getOut());
            assertThat(line.find()).isTrue();
            password = line.group(1);
            Http http = new Http(console.port());
            assertThat(http.get("/api/v1/routes/problems", "operator:" + password)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(http.get("/api/v1/routes/problems", "operator:demo").statusCode())
                    .isEqualTo(401);
            assertThat(http.get("/api/v1/devices", "service:demo").statusCode()).isEqualTo(401);
        }
        try (TestingConsole again = TestingConsole.start(data)) {
            assertThat(output.getOut().split("sign in as 'operator'")).hasSize(2);
            assertThat(new Http(again.port())
                            .get("/api/v1/devices", "operator:" + password)
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(data.resolve("users.yaml")).content().contains("{bcrypt}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.address=0.0.0.0", "server.address="})
    void theDemosUsersAreRefusedWhenOthersCouldConnect(String address, CapturedOutput output) {
        try (TestingConsole console = TestingConsole.start(data, "hub.demo=true", address)) {
            assertThat(new Http(console.port())
                            .get("/api/v1/devices", "operator:demo")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(output.getOut()).contains("demo users are refused", "server.address");
            assertThat(Files.exists(data.resolve("users.yaml"))).isTrue();
        }
    }
}
