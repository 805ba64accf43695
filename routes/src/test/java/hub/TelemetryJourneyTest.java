package hub;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A message's walk through the house, steps 1 to 7, with real embedded services and the bytes of real devices. */
class TelemetryJourneyTest {

    private static TestingHub hub;

    @BeforeAll
    static void startHub() {
        hub = TestingHub.shared();
    }

    @Test
    void aFrameOverTcpIsAnsweredAndSeenAsTelemetryWithinTwoSeconds() throws Exception {
        register("walk-tcp");

        assertThat(hub.sendTcp("walk-tcp", "01 4E 02 03 E8")).isEqualTo(0x06);

        await().atMost(ofSeconds(2))
                .untilAsserted(() -> assertThat(metrics("walk-tcp")).isEqualTo("{\"tempC\":78,\"rpm\":1000}"));
    }

    @Test
    void theSameReadingsThroughEveryDoorGiveEqualTelemetry() throws Exception {
        String time = "1756653767451";
        String json = "{\"device_timestamp\":" + time + ",\"data\":{\"metrics\":{\"tempC\":78,\"rpm\":1000}}}";
        String bin = "{\"device_timestamp\":" + time + ",\"data\":{\"bin\":\"014E0203E8\"}}";
        String csv = "device_timestamp,tempC,rpm\n" + time + ",78,1000\n";
        List<String> devices = List.of(
                "door-tcp", "door-mqtt-json", "door-mqtt-bin", "door-mqtt-raw", "door-rest-json", "door-rest-csv");
        for (String device : devices) {
            register(device);
        }
        register("door-file");

        assertThat(hub.sendTcp("door-tcp", "01 4E 02 03 E8 05 00 00 01 99 00 B9 4B 1B"))
                .isEqualTo(0x06);
        publish("door-mqtt-json", "json", json.getBytes(StandardCharsets.UTF_8));
        publish("door-mqtt-bin", "bin", bin.getBytes(StandardCharsets.UTF_8));
        publish("door-mqtt-raw", "bin", HexFormat.of().parseHex("014E0203E8050000019900B94B1B"));
        assertThat(hub.ingest("door-rest-json", "json", json).statusCode()).isEqualTo(202);
        assertThat(hub.ingest("door-rest-csv", "csv", csv).body()).isEqualTo("{\"accepted\":1}");
        drop("door-file.csv", csv);

        for (String device : devices) {
            await().alias(device).atMost(ofSeconds(15)).untilAsserted(() -> {
                JsonNode record = newest(device);
                assertThat(record.path("metrics").toString()).isEqualTo("{\"tempC\":78,\"rpm\":1000}");
                assertThat(record.path("productId").asText()).isEqualTo("prod-a");
                assertThat(record.path("device_timestamp").asText()).isEqualTo("2025-08-31T15:22:47.451Z");
            });
        }
        await().atMost(ofSeconds(15))
                .untilAsserted(() -> assertThat(metrics("door-file")).isEqualTo("{\"tempC\":78,\"rpm\":1000}"));
    }

    @Test
    void anOverheatedDeviceHasExactlyOneAlarmUntilItIsCoolAgain() throws Exception {
        register("walk-hot");

        hub.sendTcp("walk-hot", "01 53");
        await().atMost(ofSeconds(5))
                .untilAsserted(() -> assertThat(alarms("walk-hot")).hasSize(1));
        hub.sendTcp("walk-hot", "01 54");
        await().atMost(ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(alarms("walk-hot").get(0).path("count").asInt())
                                .isEqualTo(2));

        JsonNode alarm = alarms("walk-hot").get(0);
        assertThat(alarm.path("ruleId").asText()).isEqualTo("temp-threshold-prod-a");
        assertThat(alarm.path("severity").asText()).isEqualTo("high");
        assertThat(alarm.path("class").asText()).isEqualTo("immediate");
        assertThat(alarm.path("state").asText())
                .as("open, and perhaps already being acted on")
                .isIn("active", "remediating");
        assertThat(alarm.path("explanation").path("table").asText()).isEqualTo("prod-a.alarm.drl.csv");
        assertThat(alarm.path("explanation").path("values").path("tempC").asInt())
                .isEqualTo(83);

        hub.sendTcp("walk-hot", "01 40");
        await().atMost(ofSeconds(5)).untilAsserted(() -> {
            assertThat(alarms("walk-hot")).hasSize(1);
            assertThat(alarms("walk-hot").get(0).path("state").asText()).isEqualTo("cleared");
        });
    }

    @Test
    void aPersonsActsReachTheAlarmThroughTheStreamAlsoWhenItIsOver() throws Exception {
        register("walk-person");
        hub.sendTcp("walk-person", "01 53");
        await().atMost(ofSeconds(5))
                .untilAsserted(() -> assertThat(alarms("walk-person")).hasSize(1));
        String alarm =
                "/api/v1/alarms/" + alarms("walk-person").get(0).path("id").asText();

        assertThat(hub.call("POST", alarm + "/ack", "{\"comment\":\"on my way\"}")
                        .body())
                .contains("\"acknowledged\":true");
        assertThat(hub.call(
                                "POST",
                                alarm + "/shelve",
                                "{\"until\":\"" + Instant.now().plusSeconds(60) + "\"}")
                        .body())
                .contains("shelvedUntil");
        assertThat(hub.call("POST", alarm + "/clear", "{\"comment\":\"fan replaced\"}")
                        .body())
                .contains("\"state\":\"cleared\"");
        assertThat(hub.call("POST", alarm + "/comment", "{\"comment\":\"was loose\"}")
                        .body())
                .contains("on my way", "shelved until", "fan replaced", "was loose");
    }

    @Test
    void aReadingThatBreaksTheContractIsKeptAsDeadLetterWithFieldAndReason() throws Exception {
        register("walk-bad");

        assertThat(hub.sendTcp("walk-bad", "01 4E 7F 01")).isEqualTo(0x06);

        await().atMost(ofSeconds(5)).untilAsserted(() -> {
            JsonNode letters = hub.get("/api/v1/dead-letters?device=walk-bad").path("items");
            assertThat(letters).hasSize(1);
            assertThat(letters.get(0).path("problems").toString()).contains("offset 2", "7F");
            assertThat(letters.get(0).path("payload").asText()).isEqualTo("014E7F01");
        });
    }

    @Test
    void anUnknownDeviceWaitsAsDeadLetterUntilItIsRegisteredAndRetried() throws Exception {
        assertThat(hub.sendTcp("walk-stranger", "01 4E")).isEqualTo(0x06);
        await().atMost(ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(hub.get("/api/v1/dead-letters?device=walk-stranger&reason=unknown-device")
                                        .path("items"))
                                .hasSize(1));
        register("walk-stranger");

        assertThat(hub.call("POST", "/api/v1/dead-letters/retry?device=walk-stranger", "")
                        .body())
                .contains("\"retried\":1");

        await().atMost(ofSeconds(5))
                .untilAsserted(() -> assertThat(metrics("walk-stranger")).isEqualTo("{\"tempC\":78}"));
        assertThat(hub.get("/api/v1/dead-letters?device=walk-stranger").path("items"))
                .isEmpty();
    }

    private static void register(String deviceId) throws Exception {
        assertThat(hub.call("POST", "/api/v1/devices", "{\"device_id\":\"" + deviceId + "\",\"productId\":\"prod-a\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    private static JsonNode newest(String deviceId) throws Exception {
        return hub.get("/api/v1/devices/" + deviceId + "/telemetry?limit=1")
                .path("items")
                .path(0);
    }

    private static String metrics(String deviceId) throws Exception {
        return newest(deviceId).path("metrics").toString();
    }

    private static List<JsonNode> alarms(String deviceId) throws Exception {
        Iterator<JsonNode> items =
                hub.get("/api/v1/devices/" + deviceId + "/alarms").path("items").elements();
        List<JsonNode> alarms = new ArrayList<>();
        items.forEachRemaining(alarms::add);
        return alarms;
    }

    private static void publish(String deviceId, String format, byte[] body) {
        hub.publish(deviceId, "iotlink/dev/nohub/" + deviceId + "/periodic/pub/telemetry/" + format, body);
    }

    private static void drop(String name, String text) throws Exception {
        Path folder = Files.createDirectories(hub.data().resolve("inbox/prod-a"));
        Path part = Files.writeString(hub.data().resolve(name), text);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
