package hub;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hub.adapters.hot.server.HotServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hot store goes away while readings come in: devices are answered as before, the stream keeps what they send, and
 * afterwards everything is stored once. {@code -Dhub.outage.seconds=60} makes it as long as the acceptance asks.
 */
class OutageJourneyTest {

    private static final int OUTAGE = Integer.getInteger("hub.outage.seconds", 6);
    private static final long BEGIN = 1_767_225_600_000L;

    @TempDir
    Path folder;

    @Test
    void aStoreThatIsAwayCostsTimeButNoReading() throws Exception {
        TestingHub.Ports ports = TestingHub.Ports.free();
        HotServer store = HotServer.start(folder.resolve("store"), ports.hot(), false);
        try (TestingHub hub = TestingHub.start(folder.resolve("hub"), ports, "--hub.hot.uri=" + store.uri())) {
            hub.call("POST", "/api/v1/devices", "{\"device_id\":\"outage-1\",\"productId\":\"prod-a\"}");
            int sent = send(hub, 0, 20);
            await().atMost(ofSeconds(20)).until(() -> stored(hub) == 20);

            store.close();
            long end = System.nanoTime() + ofSeconds(OUTAGE).toNanos();
            while (System.nanoTime() < end) {
                sent += send(hub, sent, 20);
                await().pollDelay(ofMillis(100)).until(() -> true);
            }
            store = HotServer.start(folder.resolve("store"), ports.hot(), false);

            int all = sent;
            await().atMost(ofSeconds(90)).until(() -> stored(hub) == all);
            assertThat(hub.get("/api/v1/dead-letters?device=outage-1").path("items"))
                    .isEmpty();
        } finally {
            store.close();
        }
    }

    private static int send(TestingHub hub, int from, int count) throws Exception {
        StringBuilder rows = new StringBuilder("device_timestamp,tempC\n");
        for (int number = from; number < from + count; number++) {
            rows.append(BEGIN + number).append(",20\n");
        }
        assertThat(hub.ingest("outage-1", "csv", rows.toString()).statusCode()).isEqualTo(202);
        return count;
    }

    /** How many different readings are stored; fails when one of them is stored twice. */
    private static int stored(TestingHub hub) throws Exception {
        Set<String> times = new HashSet<>();
        String next = "";
        do {
            JsonNode page = hub.get("/api/v1/devices/outage-1/telemetry?limit=1000" + next);
            page.path("items")
                    .forEach(item -> assertThat(
                                    times.add(item.path("device_timestamp").asText()))
                            .isTrue());
            next = page.path("next").isMissingNode()
                    ? ""
                    : "&cursor=" + encoded(page.path("next").asText());
        } while (!next.isEmpty());
        return times.size();
    }

    private static String encoded(String cursor) {
        return URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }
}
