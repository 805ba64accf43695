package hub.adapters.hot;

import static hub.adapters.hot.TestingReadings.BEGIN;
import static hub.adapters.hot.TestingReadings.reading;
import static hub.adapters.hot.TestingReadings.readings;
import static org.assertj.core.api.Assertions.assertThat;

import hub.message.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreHotRouteTest {
    @TempDir
    Path folder;

    private TestingHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new TestingHub(HotSettings.embedded(folder).withPort(0));
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
    }

    @Test
    void aBatchIsStoredAndTheLatestOfADeviceIsFound() {
        Exchange done = hub.send(readings(0, 1000, 10));

        assertThat(done.getException()).isNull();
        assertThat(hub.collection("telemetry").countDocuments()).isEqualTo(1000);
        assertThat(latest("device-9")).containsEntry("device_timestamp", "2025-11-21T04:56:39.000Z");
        assertThat(hub.counter("hub.hot.stored")).isEqualTo(1000);
        assertThat(hub.deadLetters()).isEmpty();
    }

    @Test
    void aReadingComesBackInItsPublishedForm() {
        Map<String, Object> metrics =
                Map.of("tempC", 78L, "p.max", 1.5, "$raw", "01 4E", "load%", true, "curve", List.of(1L, 2.5));
        hub.send(List.of(reading(1, "device-1", BEGIN, metrics)));

        assertThat(page(hub.store.telemetryQuery("device-1", null, null, null, null)))
                .containsOnlyKeys("items")
                .containsEntry(
                        "items",
                        List.of(Map.of(
                                "device_id", "device-1",
                                "device_timestamp", "2025-11-21T04:40:00.000Z",
                                "productId", "prod-a",
                                "metrics", metrics,
                                "ingest_timestamp", "2025-11-21T04:40:00.005Z")));
    }

    @Test
    void aReplayedBatchAddsNothing() {
        hub.send(readings(0, 300, 7));
        Exchange again = hub.send(readings(0, 500, 7));

        assertThat(again.getException()).isNull();
        assertThat(hub.collection("telemetry").countDocuments()).isEqualTo(500);
        assertThat(hub.counter("hub.hot.stored")).isEqualTo(500);
        assertThat(hub.counter("hub.hot.repeated")).isEqualTo(300);
        assertThat(hub.deadLetters()).isEmpty();
    }

    @Test
    void aLateReadingIsStoredButIsNotTheLatest() {
        hub.send(List.of(reading(5, "device-1", BEGIN + 5000, Map.of("tempC", 5L))));
        Exchange late = hub.send(List.of(reading(6, "device-1", BEGIN + 1000, Map.of("tempC", 1L))));

        assertThat(late.getException()).isNull();
        assertThat(latest("device-1")).containsEntry("metrics", Map.of("tempC", 5L));
        assertThat(hub.collection("telemetry").countDocuments()).isEqualTo(2);
    }

    @Test
    void aReadingNoDocumentCanHoldBecomesADeadLetterAndTheOthersAreStored() {
        List<Telemetry> batch = new ArrayList<>(readings(0, 10, 2));
        batch.add(reading(10, "device-1", BEGIN, Map.of("text", "x".repeat(17 << 20))));

        Exchange done = hub.send(batch);

        assertThat(done.getException()).isNull();
        assertThat(hub.collection("telemetry").countDocuments()).isEqualTo(10);
        assertThat(hub.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("store");
            assertThat(letter.deviceId()).isEqualTo("device-1");
            assertThat(letter.problems().get(0)).contains("metrics").contains("16 MB");
        });
    }

    @Test
    void aDocumentTheServerRefusesBecomesADeadLetterAndTheOthersAreStored() {
        List<Telemetry> batch = new ArrayList<>(readings(0, 10, 2));
        batch.add(4, reading(10, "d".repeat(20_000)));

        Exchange done = hub.send(batch);

        assertThat(done.getException()).isNull();
        assertThat(hub.collection("telemetry").countDocuments()).isEqualTo(10);
        assertThat(hub.counter("hub.hot.stored")).isEqualTo(10);
        assertThat(hub.counter("hub.hot.repeated")).isZero();
        assertThat(hub.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.id()).isEqualTo("store-2-10-0");
            assertThat(letter.problems().get(0)).contains("17280");
        });
    }

    @Test
    void anEmptyBatchIsDoneAtOnce() {
        assertThat(hub.send(List.of()).getException()).isNull();
    }

    @Test
    void pagesOfADeviceFollowEachOtherNewestFirst() {
        hub.send(readings(0, 1000, 4));
        List<Object> times = new ArrayList<>();
        String cursor = null;
        String from = Instant.ofEpochMilli(BEGIN + 100_000).toString();
        String to = Instant.ofEpochMilli(BEGIN + 900_000).toString();
        do {
            Map<String, Object> page = page(hub.store.telemetryQuery("device-2", from, to, 30, cursor));
            ((List<?>) page.get("items")).forEach(item -> times.add(((Map<?, ?>) item).get("device_timestamp")));
            cursor = (String) page.get("next");
        } while (cursor != null);

        assertThat(times).hasSize(200).doesNotHaveDuplicates();
        assertThat(times.stream().map(String::valueOf)).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(times.get(0)).isEqualTo("2025-11-21T04:54:58.000Z");
    }

    @Test
    void whileTheStoreIsDownTheBatchFailsAndIsStoredWhenItIsBack() throws Exception {
        hub.send(readings(0, 100, 5));
        int port = Integer.parseInt(hub.store.embeddedUri().replaceAll(".*:", ""));
        HotSettings elsewhere = new HotSettings(
                hub.store.embeddedUri(), "hub", folder, 0, HotSettings.Durability.PROCESS, Duration.ofSeconds(2));
        try (TestingHub remote = new TestingHub(elsewhere)) {
            assertThat(remote.send(readings(100, 100, 5)).getException()).isNull();
            hub.close();

            assertThat(remote.send(readings(200, 100, 5)).getException()).isNotNull();
            assertThat(remote.store.problem()).isPresent();
            assertThat(remote.deadLetters()).isEmpty();

            hub = new TestingHub(HotSettings.embedded(folder).withPort(port));
            assertThat(remote.send(readings(200, 100, 5)).getException()).isNull();
            assertThat(remote.store.problem()).isEmpty();
            assertThat(hub.collection("telemetry").countDocuments()).isEqualTo(300);
        }
    }

    private Map<String, Object> latest(String device) {
        return hub.store.telemetry(hub.find(hub.store.latestQuery(device)).get(0));
    }

    private Map<String, Object> page(HotQuery query) {
        return hub.store.telemetryPage(hub.find(query), query);
    }
}
