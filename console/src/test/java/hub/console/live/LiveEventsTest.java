package hub.console.live;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.console.Http;
import hub.console.TestingConsole;
import hub.message.StreamPosition;
import hub.message.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live events over real HTTP: who sees what, what is kept, and what becomes of the slow. */
class LiveEventsTest {

    private static final Duration SOON = ofSeconds(30);

    @TempDir
    static Path data;

    private static TestingConsole console;
    private static LiveEvents events;

    @BeforeAll
    static void start() {
        console = TestingConsole.start(data, "hub.demo=true", "hub.live.heartbeat=1s");
        events = console.bean(LiveEvents.class);
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void aFollowerHearsReadingsAndAlarmsAsTheyHappen() throws Exception {
        try (EventReader reader = follow("service", "")) {
            events.publish("readings", List.of(reading("live-1", 1, 78)));
            events.publish("alarms", Map.of("device_id", "live-1", "state", "active"));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(reader.data())
                            .anyMatch(
                                    line -> line.contains("\"tempC\":78") && line.contains("\"device_id\":\"live-1\""))
                            .anyMatch(line -> line.contains("\"state\":\"active\"")));
            assertThat(reader.lines()).contains("event: readings", "event: alarms");
            assertThat(reader.lines()).anyMatch(line -> line.startsWith("Content-Type: text/event-stream"));
        }
    }

    @Test
    void withinOnePaceOnlyTheNewestReadingOfADeviceGoesOut() throws Exception {
        try (EventReader reader = follow("lab", "?topics=readings")) {
            events.publish(
                    "readings",
                    IntStream.rangeClosed(1, 500)
                            .mapToObj(number -> reading("busy", number, number))
                            .toList());
            events.publish("alarms", Map.of("device_id", "busy"));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(reader.data())
                            .anyMatch(line -> line.contains("\"busy\"") && line.contains("\"tempC\":500")));
            assertThat(reader.data().stream().filter(line -> line.contains("\"busy\"")))
                    .hasSizeLessThanOrEqualTo(3);
            assertThat(reader.lines()).doesNotContain("event: alarms");
        }
    }

    @Test
    void aCustomerHearsOnlyTheOwnDevices() throws Exception {
        try (EventReader own = follow("customer", "");
                EventReader all = follow("operator", "")) {
            events.publish("readings", List.of(reading("own-7", 1, 7), reading("other-7", 1, 7)));
            events.publish("alarms", Map.of("device_id", "other-7"));
            events.publish("alarms", Map.of("text", "of no device"));
            events.publish("alarms", Map.of("device_id", "own-7"));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(all.data())
                            .anyMatch(line -> line.contains("other-7"))
                            .anyMatch(line -> line.contains("of no device")));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(own.data().stream().filter(line -> line.contains("own-7")))
                            .hasSize(2));
            assertThat(own.data()).noneMatch(line -> line.contains("other-7") || line.contains("of no device"));
        }
    }

    @Test
    void dispatchesAreForThoseWhoSendAndGo() throws Exception {
        try (EventReader technician = follow("technician", "");
                EventReader analyst = follow("analyst", "")) {
            events.publish("dispatches", Map.of("order", "order-1"));
            events.publish("alarms", Map.of("order", "alarm-1"));

            await().atMost(SOON).untilAsserted(() -> {
                assertThat(technician.data()).anyMatch(line -> line.contains("order-1"));
                assertThat(analyst.data()).anyMatch(line -> line.contains("alarm-1"));
            });
            assertThat(analyst.data()).noneMatch(line -> line.contains("order-1"));
        }
    }

    @Test
    void aClientThatComesBackGetsWhatItMissed() throws Exception {
        String last;
        try (EventReader reader = follow("service", "")) {
            events.publish("alarms", Map.of("device_id", "d", "number", "first"));
            await().atMost(SOON).until(() -> !reader.ids().isEmpty());
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(reader.data()).anyMatch(line -> line.contains("first")));
            last = reader.ids().get(reader.ids().size() - 1);
        }
        events.publish("alarms", Map.of("device_id", "d", "number", "missed"));

        try (EventReader back =
                new EventReader(console.port(), "service", "", true, "Last-Event-ID: " + last + "\r\n")) {
            await().atMost(SOON).untilAsserted(() -> assertThat(back.data()).anyMatch(line -> line.contains("missed")));
            assertThat(back.data()).noneMatch(line -> line.contains("first"));
            assertThat(back.lines()).doesNotContain("event: resync");
        }
        try (EventReader stranger =
                new EventReader(console.port(), "service", "", true, "Last-Event-ID: elsewhere-5\r\n")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(stranger.lines()).contains("event: resync"));
        }
    }

    @Test
    void whoMissedTooMuchIsToldToStartAnew() throws Exception {
        String before =
                String.valueOf(events.recent("", "", "", "x", "SERVICE", "").get("next"));
        events.publish(
                "alarms",
                IntStream.range(0, 1_500)
                        .mapToObj(each -> Map.of("flood", each))
                        .toList());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(items("SERVICE", "", before)).hasSizeGreaterThanOrEqualTo(1_500));

        try (EventReader back =
                new EventReader(console.port(), "service", "", true, "Last-Event-ID: " + before + "\r\n")) {
            await().atMost(SOON).untilAsserted(() -> assertThat(back.lines()).contains("event: resync", "retry: 2000"));
            assertThat(back.data()).noneMatch(line -> line.contains("flood"));
        }
    }

    @Test
    void anIdleLineIsKeptOpenByComments() throws Exception {
        try (EventReader reader = follow("service", "?topics=dispatches")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(reader.lines().stream().filter(": still here"::equals))
                            .hasSizeGreaterThanOrEqualTo(2));
            assertThat(reader.lines()).as("what a page hears of it").contains("event: beat");
        }
    }

    @Test
    void aTimeInWhichNothingWasRememberedIsAGap() {
        LiveSettings usual = LiveSettings.usual();
        LiveSettings forgetful = new LiveSettings(
                Duration.ofMillis(10),
                usual.heartbeat(),
                usual.clientQueue(),
                usual.remembered(),
                usual.pending(),
                usual.clients(),
                Duration.ofMillis(50));
        LiveEvents lonely = new LiveEvents(forgetful, (customerId, deviceId) -> true);
        Object before = lonely.recent("", "", "", "x", "SERVICE", "").get("next");

        await().pollDelay(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(
                                lonely.recent("", "", "", "x", "SERVICE", "").get("next"))
                        .isNotEqualTo(before));
        lonely.close();
    }

    @Test
    void whoFollowsIsSeenAndSentAway() throws Exception {
        try (EventReader reader = follow("technician", "?topics=dispatches")) {
            LiveViewer viewer = events.viewers().stream()
                    .filter(each -> each.user().equals("technician"))
                    .findFirst()
                    .orElseThrow();
            assertThat(viewer.topics()).containsExactly("dispatches");
            assertThat(viewer.address()).isEqualTo("127.0.0.1");

            assertThat(events.end(viewer.id())).isTrue();

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(events.viewers()).doesNotContain(viewer));
            assertThat(events.end("nobody")).isFalse();
        }
    }

    @Test
    void aClientThatDoesNotReadIsDroppedAndSlowsNobodyDown() throws Exception {
        String padding = "x".repeat(4_000);
        try (EventReader slow = new EventReader(console.port(), "operator", "", false, "Connection: close\r\n");
                EventReader quick = follow("lab", "?topics=alarms")) {
            await().atMost(SOON).until(() -> events.followers() >= 2);
            for (int round = 0; round < 25; round++) {
                int number = round;
                events.publish(
                        "alarms",
                        IntStream.range(0, 200)
                                .mapToObj(each -> Map.of("round", number, "padding", padding))
                                .toList());
                await().atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(quick.data()).anyMatch(line -> line.contains("\"round\":" + number)));
            }

            slow.read();
            assertThat(slow.ended()).isTrue();
            assertThat(slow.data().size()).isLessThan(5_000);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(quick.data().stream().filter(line -> line.contains("padding")))
                            .hasSize(5_000));
        }
    }

    @Test
    void anUnknownTopicIsRefused() {
        Http http = new Http(console.port());

        assertThat(http.get("/api/v1/live?topics=gossip", "service").statusCode())
                .isEqualTo(400);
        assertThat(http.send("GET", "/api/v1/live?topics=gossip", "service", "", "Accept", "application/json")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoLeavesIsForgotten() throws Exception {
        EventReader reader = follow("service", "");
        await().atMost(SOON).until(() -> events.followers() > 0);

        reader.close();

        await().atMost(SOON).until(() -> events.followers() == 0);
    }

    @Test
    void whoCannotFollowMayAsk() throws Exception {
        Map<String, Object> start = events.recent(null, null, null, "x", "SERVICE", "");
        events.publish("alarms", Map.of("device_id", "own-9"));
        events.publish("alarms", Map.of("device_id", "other-9"));

        String after = String.valueOf(start.get("next"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(items("SERVICE", "", after)).hasSizeGreaterThanOrEqualTo(2));
        assertThat(items("CUSTOMER", "customer-1", after)).hasSize(1);
        assertThat(items("CUSTOMER", "nobody:x", after)).isEmpty();
    }

    @Test
    void nothingIsKeptWhileNobodyFollows() {
        LiveEvents lonely = new LiveEvents(LiveSettings.usual(), (customerId, deviceId) -> true);
        List<Telemetry> batch = IntStream.range(0, 100)
                .mapToObj(each -> reading("d" + each, each, each))
                .toList();

        for (int round = 0; round < 100_000; round++) {
            lonely.publish("readings", batch);
        }

        assertThat(lonely.recent("", "", "", "x", "SERVICE", "").get("items")).isEqualTo(List.of());
        assertThat(lonely.dropped()).isZero();
        lonely.close();
    }

    private static JsonNode items(String roles, String customerId, String after) {
        return new ObjectMapper()
                .valueToTree(events.recent("alarms", after, "", "x", roles, customerId))
                .path("items");
    }

    private static EventReader follow(String user, String query) throws Exception {
        EventReader reader = new EventReader(console.port(), user, query, true);
        await().atMost(SOON).until(() -> reader.lines().contains("retry: 2000"));
        return reader;
    }

    private static Telemetry reading(String deviceId, int number, long tempC) {
        return new Telemetry(
                new StreamPosition(0, Integer.toString(number)),
                0,
                "trace",
                deviceId,
                1_756_653_767_451L,
                "device",
                "",
                0,
                "prod-a",
                "spec",
                "",
                Map.of("tempC", tempC),
                1_756_653_767_500L);
    }
}
