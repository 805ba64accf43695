package hub;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every bad thing a device can send gets a clear error that names what and where, and its neighbours go on. */
class BadInputJourneyTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static TestingHub hub;

    @BeforeAll
    static void startHub() {
        hub = TestingHub.shared();
    }

    @Test
    void aFrameCutOffByTheConnectionIsKept() throws Exception {
        hub.sendTcpBytes(new byte[] {0, 30, 4, 'c', 'u', 't'});

        assertThat(letters("reason=truncated-frame&route=receive-tcp").toString())
                .contains("6 bytes of an unfinished");
    }

    @Test
    void aFrameThatIsTooLongIsRefusedByTheDoor() throws Exception {
        byte[] frame = new byte[2 + 20_000];
        frame[0] = (byte) (20_000 >> 8);
        frame[1] = (byte) 20_000;
        frame[2] = 1;
        frame[3] = 'x';

        assertThat(hub.sendTcpBytes(frame)).isEqualTo(0x15);

        assertThat(letters("reason=oversized-frame").toString()).contains("hub.tcp.max-frame");
    }

    @Test
    void aWrongChecksumIsNamedWithItsPlace() throws Exception {
        String device = registered("modbus-meter");

        hub.sendTcp(
                device,
                "11 04 1C 66 66 43 66 00 00 40 A8 D4 2C 3F 9A 03 E6 17 6E E2 40 00 01 1C 35 DF DC 00 02 00 00 D1 3A");

        assertThat(lettersOf(device)).hasSize(1);
        assertThat(lettersOf(device).get(0).path("reason").asText()).isEqualTo("checksum");
    }

    @Test
    void aValueOutOfRangeNamesFieldRuleAndValue() throws Exception {
        String device = registered("prod-a");

        hub.ingest(device, "json", "{\"data\":{\"metrics\":{\"tempC\":4000}}}");

        assertThat(lettersOf(device).get(0).path("problems").toString()).contains("tempC", "4000");
        assertThat(lettersOf(device).get(0).path("reason").asText()).isEqualTo("contract");
    }

    @Test
    void aValueOfTheWrongTypeNamesTheField() throws Exception {
        String device = registered("prod-a");

        hub.ingest(device, "json", "{\"data\":{\"metrics\":{\"tempC\":\"hot\"}}}");

        assertThat(lettersOf(device).get(0).path("problems").toString()).contains("tempC", "hot");
    }

    @Test
    void aBadCsvRowIsKeptAsideAndItsNeighboursAreStored() throws Exception {
        String device = registered("prod-a");

        assertThat(hub.ingest(device, "csv", "tempC,rpm\n70,1000\nxx,1001\n72,1002\n")
                        .body())
                .isEqualTo("{\"accepted\":3}");

        assertThat(lettersOf(device).get(0).path("problems").toString()).contains("tempC", "xx");
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(hub.get("/api/v1/devices/" + device + "/telemetry")
                                .path("items"))
                        .hasSize(2));
    }

    @Test
    void bodiesThatCannotBeReadAtAllAreRefusedWithThePlace() throws Exception {
        String device = registered("prod-a");

        assertThat(hub.ingest(device, "json", "{\"data\":").statusCode()).isEqualTo(400);
        assertThat(hub.ingest(device, "json", "{\"data\":").body()).contains("line 1");
        assertThat(hub.ingest(device, "csv", "tempC\n").body()).contains("no row behind the header");
        assertThat(hub.ingest(device, "xml", "<a/>").statusCode()).isEqualTo(400);
    }

    @Test
    void aReadingThatIsSentAgainIsStoredOnce() throws Exception {
        String device = registered("prod-a");
        String reading = "{\"device_timestamp\":1767225600000,\"data\":{\"metrics\":{\"tempC\":20}}}";
        hub.ingest(device, "json", reading);
        hub.ingest(device, "json", reading);
        hub.ingest(device, "json", reading.replace("20}", "21}"));

        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(hub.get("/api/v1/devices/" + device + "/telemetry")
                                .path("items"))
                        .hasSize(2));
    }

    @Test
    void aClockInTheFutureIsNotBelieved() throws Exception {
        String device = registered("prod-a");
        long tomorrow = Instant.now().plusSeconds(86_400).toEpochMilli();

        hub.ingest(device, "json", "{\"device_timestamp\":" + tomorrow + ",\"data\":{\"metrics\":{\"tempC\":20}}}");

        assertThat(lettersOf(device).get(0).path("reason").asText()).isEqualTo("future-timestamp");
    }

    @Test
    void aLateReadingNeitherRaisesNorClears() throws Exception {
        String device = registered("prod-a");
        long now = Instant.now().toEpochMilli();
        hub.ingest(device, "json", "{\"device_timestamp\":" + now + ",\"data\":{\"metrics\":{\"tempC\":83}}}");
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(alarmsOf(device)).hasSize(1));

        hub.ingest(device, "json", "{\"device_timestamp\":" + (now - 5000) + ",\"data\":{\"metrics\":{\"tempC\":60}}}");

        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(hub.get("/api/v1/devices/" + device + "/telemetry")
                                .path("items"))
                        .hasSize(2));
        assertThat(alarmsOf(device).get(0).path("state").asText())
                .as("still open, whatever the hub does about it meanwhile")
                .isNotIn("cleared", "closed");
    }

    @Test
    void aFolderWithoutAProductAndAFileNobodyCanReadAreToldApart() throws Exception {
        Path folder = Files.createDirectories(hub.data().resolve("inbox/prod-zz"));
        Files.writeString(folder.resolve("dev-zz.hex"), "01 4E\n");
        Path known = Files.createDirectories(hub.data().resolve("inbox/prod-a"));
        Files.writeString(known.resolve("broken.json"), "{\"device");

        assertThat(letters("reason=unknown-product").toString()).contains("prod-zz.product.yaml");
        assertThat(letters("reason=bad-json&route=receive-file").toString()).contains("broken.json");
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(known.resolve("failed")).isDirectoryContaining("glob:**broken.json"));
    }

    @Test
    void aTopicOfNoGrammarIsKept() throws Exception {
        String device = registered("prod-a");

        hub.publish(device, "plant/7/" + device, "hello".getBytes());

        assertThat(letters("reason=unknown-topic").toString()).contains("plant/7/" + device);
    }

    @Test
    void aDeviceMaySpeakOnlyForItself() throws Exception {
        String device = registered("prod-a");
        String other = registered("prod-a");

        assertThat(hub.mayPublish(device, "iotlink/dev/nohub/" + other + "/periodic/pub/telemetry/json"))
                .isFalse();
        assertThat(hub.mayPublish(device, "iotlink/dev/nohub/" + device + "/periodic/pub/telemetry/json"))
                .isTrue();
    }

    private static String registered(String product) throws Exception {
        String device = "bad-" + NUMBER.incrementAndGet();
        assertThat(hub.call(
                                "POST",
                                "/api/v1/devices",
                                "{\"device_id\":\"" + device + "\",\"productId\":\"" + product + "\"}")
                        .statusCode())
                .isEqualTo(201);
        return device;
    }

    private static JsonNode lettersOf(String device) {
        return letters("device=" + device);
    }

    private static JsonNode letters(String filter) {
        return await().atMost(ofSeconds(15))
                .until(() -> hub.get("/api/v1/dead-letters?" + filter).path("items"), items -> !items.isEmpty());
    }

    private static JsonNode alarmsOf(String device) throws Exception {
        return hub.get("/api/v1/devices/" + device + "/alarms").path("items");
    }
}
