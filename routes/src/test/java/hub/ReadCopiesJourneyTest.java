package hub;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole hub whose settings name a copy of each store; the copies are the stores themselves under another, read-only address, so
 * that a question of the API that wrote would fail.
 */
@Tag("own-hub")
class ReadCopiesJourneyTest {

    private static final List<String> QUESTIONS = List.of(
            "devices",
            "devices/copy-1",
            "devices/copy-1/latest",
            "devices/copy-1/telemetry",
            "devices/copy-1/alarms",
            "devices/copy-1/commands",
            "devices/copy-1/firmware",
            "alarms",
            "dead-letters",
            "products",
            "firmware/packages",
            "firmware/jobs",
            "dispatch-orders",
            "technicians",
            "notices",
            "notices/counts",
            "contacts",
            "response/switches",
            "response/statistics",
            "reports/service?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z",
            "customers",
            "sites",
            "schedules");

    @TempDir
    Path folder;

    @Test
    void everyQuestionIsAnsweredByTheCopiesAndWhoWritesReadsHisOwnWords() throws Exception {
        try (TestingServices services = TestingServices.start(folder)) {
            List<String> settings = new ArrayList<>(services.settings());
            settings.add("--hub.warm.read-url=" + services.warm().jdbcUrl() + "?ApplicationName=copy");
            settings.add("--hub.hot.read-uri=" + services.hotUri());
            settings.add("--hub.read.most-lag=30s");
            try (TestingHub hub =
                    TestingHub.start(folder.resolve("hub"), TestingHub.Ports.free(), settings.toArray(String[]::new))) {
                assertThat(hub.call("POST", "/api/v1/devices", "{\"device_id\":\"copy-1\",\"productId\":\"prod-a\"}")
                                .statusCode())
                        .isEqualTo(201);
                assertThat(hub.call("GET", "/api/v1/devices/copy-1", "").statusCode())
                        .isEqualTo(200);
                assertThat(hub.sendTcp("copy-1", "01 4E 02 03 E8")).isEqualTo(6);
                await().atMost(ofSeconds(60))
                        .untilAsserted(() -> assertThat(hub.call("GET", "/api/v1/devices/copy-1/latest", "")
                                        .body())
                                .contains("78"));

                for (String question : QUESTIONS) {
                    assertThat(hub.call("GET", "/api/v1/" + question, "").statusCode())
                            .as(question)
                            .isEqualTo(200);
                }
                String metrics = hub.call("GET", "/actuator/prometheus", "").body();
                assertThat(metrics).containsPattern("hub_read_copy_total\\{[^}]*store=\"warm\"[^}]*} [1-9]");
                assertThat(metrics).containsPattern("hub_read_copy_total\\{[^}]*store=\"hot\"[^}]*} [1-9]");
            }
        }
    }
}
