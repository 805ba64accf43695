package hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** A device whose readings are numbered by their time, so that lost and doubled ones can be counted. */
record CountingDevice(String id) {
    private static final long BEGIN = 1_767_225_600_000L;

    void register(TestingHub hub) throws Exception {
        hub.call("POST", "/api/v1/devices", "{\"device_id\":\"" + id + "\",\"productId\":\"prod-a\"}");
    }

    /** Device time of the reading with that number, epoch milliseconds. */
    static long time(int number) {
        return BEGIN + number;
    }

    /** Readings as rows of one request; the hub must accept them. */
    int send(TestingHub hub, int from, int count) throws Exception {
        StringBuilder rows = new StringBuilder("device_timestamp,tempC\n");
        for (int number = from; number < from + count; number++) {
            rows.append(time(number)).append(",20\n");
        }
        assertThat(hub.ingest(id, "csv", rows.toString()).statusCode()).isEqualTo(202);
        return count;
    }

    /** How many different readings are stored; fails when one of them is stored twice. */
    int stored(TestingHub hub) throws Exception {
        Set<String> times = new HashSet<>();
        String next = "";
        do {
            JsonNode page = hub.get("/api/v1/devices/" + id + "/telemetry?limit=1000" + next);
            page.path("items")
                    .forEach(item -> assertThat(
                                    times.add(item.path("device_timestamp").asText()))
                            .isTrue());
            String cursor = page.path("next").asText();
            next = cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        } while (!next.isEmpty());
        return times.size();
    }
}
