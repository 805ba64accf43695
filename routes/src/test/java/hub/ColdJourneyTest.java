package hub;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.adapters.cold.ColdChanges;
import hub.adapters.cold.ColdStore;
import hub.message.Telemetry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a device says is in the cold store too: the reading, and the bytes it came from. */
class ColdJourneyTest {

    private static TestingHub hub;

    @BeforeAll
    static void startHub() {
        hub = TestingHub.shared();
    }

    @Test
    void aReadingGoesToTheColdStoreByItself() throws Exception {
        assertThat(hub.call("POST", "/api/v1/devices", "{\"device_id\":\"cold-1\",\"productId\":\"prod-a\"}")
                        .statusCode())
                .isLessThan(300);
        assertThat(hub.sendTcp("cold-1", "01 4E 02 03 E8")).isEqualTo(0x06);

        await().atMost(ofSeconds(60)).pollInterval(ofSeconds(1)).untilAsserted(() -> {
            hub.bean(ColdStore.class).commit();
            assertThat(readings("cold-1")).hasSize(1);
        });
        Telemetry reading = readings("cold-1").get(0);
        assertThat(hub.get("/api/v1/raw-frames/" + reading.traceId())
                        .path("items")
                        .path(0)
                        .path("payload")
                        .asText())
                .isEqualTo("014E0203E8");
        assertThat(hub.call("GET", "/api/v1/raw-frames/none", "").statusCode()).isEqualTo(404);
        assertThat(hub.get("/api/v1/cold/state").path("items")).hasSizeGreaterThanOrEqualTo(6);
        assertThat(hub.callAs("customer", "GET", "/api/v1/cold/state", "").statusCode())
                .isEqualTo(403);
        assertThat(reading.metrics()).containsEntry("tempC", 78.0).containsEntry("rpm", 1000.0);
    }

    private static List<Telemetry> readings(String device) {
        List<Telemetry> found = new ArrayList<>();
        hub.bean(ColdChanges.class)
                .after(0)
                .forEach(change -> change.forEachBatch(
                        1_000,
                        batch -> batch.stream()
                                .filter(reading -> reading.deviceId().equals(device))
                                .forEach(found::add)));
        return found;
    }
}
