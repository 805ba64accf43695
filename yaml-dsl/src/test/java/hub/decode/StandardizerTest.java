package hub.decode;

import static hub.decode.TestingFrames.frame;
import static hub.decode.TestingFrames.hex;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import hub.decode.TestingFrames.DeviceRegistration;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import hub.message.Telemetry;
import hub.product.Product;
import hub.product.ProductCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardizerTest {

    private static final byte[] SAMPLE = hex("01 4E 02 03 E8");

    private final Product product = TestingFrames.shipped("prod-a");
    private final DeviceRegistration devices = DeviceRegistration.of("d1", "prod-a");
    private final Standardizer standardizer =
            TestingFrames.standardizer(devices, product, TestingFrames.shipped("milesight-em300"));

    @Test
    void anUnknownDeviceWaitsAmongTheDeadLetters() {
        StandardizedBatch batch = standardizer.standardize(
                List.of(frame("stranger", "hex", SAMPLE), frame("stranger", "", "prod-a", "hex", "telemetry", SAMPLE)));
        assertThat(batch.deadLetters())
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter.reason()).isEqualTo("unknown-device"));
        assertThat(batch.deadLetters().get(0).payload()).isEqualTo(SAMPLE);
        assertThat(batch.deadLetters().get(0).headers())
                .containsEntry("door", "mqtt")
                .containsEntry("address", "topic")
                .containsEntry("format", "hex")
                .containsEntry("receivedAt", String.valueOf(TestingFrames.NOW.toEpochMilli()))
                .containsEntry("traceId", "00000000000000000000000000000001");
    }

    @Test
    void aProductMayLetItsDevicesIn() {
        StandardizedBatch batch = standardizer.standardize(
                List.of(frame("new", "hub-9", "milesight-em300", "hex", "telemetry", hex("01 75 5C"))));
        assertThat(batch.deadLetters()).isEmpty();
        assertThat(batch.telemetry()).hasSize(1);
        assertThat(devices.directory().find("new")).hasValueSatisfying(device -> {
            assertThat(device.productId()).isEqualTo("milesight-em300");
            assertThat(device.hubId()).isEqualTo("hub-9");
        });
    }

    @Test
    void aProductWithoutFileAndADoorOfAnotherProductAreNamed() {
        devices.and("lost", "prod-z", "");
        StandardizedBatch batch = standardizer.standardize(List.of(
                frame("lost", "hex", SAMPLE),
                frame("d1", "", "milesight-em300", "hex", "telemetry", SAMPLE),
                frame("who", "", "prod-z", "hex", "telemetry", SAMPLE)));
        assertThat(batch.deadLetters()).extracting(DeadLetter::reason).containsOnly("unknown-product");
        assertThat(batch.deadLetters().get(0).problems().get(0)).contains("prod-z.product.yaml");
        assertThat(batch.deadLetters().get(1).problems().get(0)).contains("registered as prod-a");
    }

    @Test
    void aFormatThatTheProductDoesNotReadIsNamed() {
        devices.and("e1", "milesight-em300", "");
        StandardizedBatch batch = standardizer.standardize(List.of(frame("e1", "csv", SAMPLE)));
        assertThat(batch.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("decode");
            assertThat(letter.problems().get(0)).contains("add 'csv'");
        });
    }

    @Test
    void otherRolesAreLeftToTheRoutes() {
        RawFrame command = frame("d1", "", "", "json", "control_result", SAMPLE);
        StandardizedBatch batch =
                standardizer.standardize(List.of(command, frame("d1", "", "", "hex", "alert_report", SAMPLE)));
        assertThat(batch.others()).containsExactly(command);
        assertThat(batch.telemetry()).hasSize(1);
    }

    @Test
    void hubsChildrenAndDevicesThatStandAloneAreToldApart() {
        devices.and("hub-1", "prod-a", "").and("kid", "prod-a", "hub-1");
        List<Telemetry> telemetry = standardizer
                .standardize(List.of(
                        frame("hub-1", "hub-1", "", "hex", "telemetry", SAMPLE),
                        frame("d1", "nohub", "", "hex", "telemetry", SAMPLE),
                        frame("kid", "hub-1", "", "hex", "telemetry", SAMPLE)))
                .telemetry();
        assertThat(telemetry).extracting(Telemetry::hubId).containsExactly("hub-1", "", "hub-1");
        assertThat(telemetry).extracting(Telemetry::childDeviceId).containsExactly("", "", "kid");
    }

    @Test
    void aNewVersionOfAProductIsUsedFromTheNextFrameOn() {
        ProductCatalog catalog = new ProductCatalog(List.of(product));
        Standardizer live = new Standardizer(catalog, devices.directory(), Clock.systemUTC());
        assertThat(live.standardize(List.of(frame("d1", "hex", hex("09 01")))).telemetry())
                .isEmpty();
        Product next = TestingFrames.product("productId: prod-a\nhex: { seq: [ { id: a, type: u2 } ] }");
        catalog.replaceAll(List.of(next));
        assertThat(live.standardize(List.of(frame("d1", "hex", hex("09 01")))).telemetry())
                .extracting(Telemetry::specVersion)
                .containsExactly(next.version());
    }

    @Test
    void aRetriedRecordBecomesItselfAndDoesNotDoubleItsNeighbours() {
        devices.and("e1", "milesight-em300", "");
        byte[] history = hex("20 CE 9E 74 46 63 10 01 5D 20 CE F6 76 46 63 FF 7F 5C 01 75 5C");
        StandardizedBatch first = standardizer.standardize(List.of(frame("e1", "hex", history)));
        DeadLetter letter = first.deadLetters().get(0);
        assertThat(first.telemetry()).hasSize(2);
        assertThat(letter.id()).isEqualTo("3-42-2");
        byte[] mended = letter.payload().clone();
        mended[15] = 0x0F;
        mended[16] = 0x01;
        StandardizedBatch retried =
                standardizer.standardize(List.of(frame("e1", letter.headers().get("format"), mended)));
        assertThat(retried.deadLetters()).isEmpty();
        assertThat(retried.telemetry())
                .singleElement()
                .satisfies(telemetry -> assertThat(telemetry.metrics()).hasToString("{tempC=27.1, humidity=46}"));
    }

    @Test
    void aBadCsvRowIsKeptAsABodyOfItsOwn() {
        String csv = "tempC,rpm\n1,2\n\"3,x\",4\n5,6\n";
        StandardizedBatch first =
                standardizer.standardize(List.of(frame("d1", "csv", csv.getBytes(StandardCharsets.UTF_8))));
        DeadLetter letter = first.deadLetters().get(0);
        assertThat(first.telemetry()).hasSize(2);
        assertThat(letter.problems().get(0)).contains("row 3", "column 1 'tempC'");
        assertThat(new String(letter.payload(), StandardCharsets.UTF_8)).isEqualTo("tempC,rpm\n\"3,x\",4\n");
        assertThat(letter.headers()).containsEntry("format", "csv").containsEntry("record", "1");
    }

    @Test
    void aBadElementOfAJsonArrayIsKeptAsABodyOfItsOwn() {
        String json = "[{\"data\":{\"metrics\":{\"tempC\":1}}},{\"data\":{\"metrics\":{\"tempC\":\"x\"}}}]";
        StandardizedBatch batch =
                standardizer.standardize(List.of(frame("d1", "json", json.getBytes(StandardCharsets.UTF_8))));
        assertThat(batch.telemetry()).hasSize(1);
        assertThat(new String(batch.deadLetters().get(0).payload(), StandardCharsets.UTF_8))
                .isEqualTo("{\"data\":{\"metrics\":{\"tempC\":\"x\"}}}");
    }

    @Test
    void thePublishedFormIsAsTheSchemaSays() throws IOException {
        devices.and("kid", "prod-a", "hub-1");
        String json =
                "{\"hub_timestamp\":\"2026-01-31T11:00:00+09:00\",\"data\":{\"metrics\":{\"tempC\":1,\"x\":[1,2.5]}}}";
        Telemetry telemetry = standardizer
                .standardize(
                        List.of(frame("kid", "hub-1", "", "json", "telemetry", json.getBytes(StandardCharsets.UTF_8))))
                .telemetry()
                .get(0);
        ObjectMapper mapper = new ObjectMapper();
        try (InputStream schema = getClass().getResourceAsStream("/hub/contracts/telemetry.schema.json")) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(schema)
                            .validate(mapper.valueToTree(StandardShape.toMap(telemetry))))
                    .isEmpty();
        }
        assertThat(mapper.writeValueAsString(StandardShape.toMap(telemetry)))
                .isEqualTo(
                        "{\"device_id\":\"kid\",\"device_timestamp\":\"2026-01-31T02:00:00.000Z\",\"hub_id\":\"hub-1\","
                                + "\"hub_timestamp\":\"2026-01-31T02:00:00.000Z\",\"productId\":\"prod-a\",\"childDeviceId\":\"kid\","
                                + "\"metrics\":{\"tempC\":1,\"x\":[1,2.5]},\"ingest_timestamp\":\"2026-01-31T12:00:00.000Z\"}");
        assertThat(telemetry.timestampSource()).isEqualTo("hub");
    }
}
