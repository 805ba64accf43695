package hub.decode;

import static hub.decode.TestingFrames.readHex;
import static hub.decode.TestingFrames.readText;
import static org.assertj.core.api.Assertions.assertThat;

import hub.message.Telemetry;
import hub.product.Product;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The planning document's product in every form it may come. */
class ProductATest {

    private static final Map<String, Object> READING =
            Map.of("tempC", 78L, "rpm", 1000L, "voltage", 11.5, "vibration", 3.21);
    private static final long MEASURED = 1756653767451L;

    private final Product product = TestingFrames.shipped("prod-a");

    @Test
    void readsThePlanningDocumentsSample() {
        Telemetry telemetry = only(readHex(product, "01 4E 02 03 E8"));
        assertThat(telemetry.metrics()).isEqualTo(Map.of("tempC", 78L, "rpm", 1000L));
        assertThat(telemetry.timestampSource()).isEqualTo("ingest");
        assertThat(telemetry.deviceTimestamp()).isEqualTo(TestingFrames.NOW.toEpochMilli());
        assertThat(telemetry.id()).isEqualTo("3-42-0");
        assertThat(telemetry.specVersion()).hasSize(12);
    }

    @Test
    void givesEqualTelemetryInEveryForm() {
        String hex = "014E 0203E8 03047E 040141 05" + String.format("%016X", MEASURED);
        String json = "{\"hub_timestamp\":1756653767452,\"device_timestamp\":1756653767451,\"data\":{\"metrics\":"
                + "{\"tempC\":78,\"rpm\":1000.0,\"voltage\":11.50,\"vibration\":3.21}},\"nodes\":[]}";
        String bin = "{\"device_timestamp\":1756653767451,\"data\":{\"bin\":\"014E0203E803047E040141\"}}";
        String base64 = "{\"device_timestamp\":1756653767451,\"data\":{\"bin\":\"AU4CA+gDBH4EAUE=\"}}";
        String csv = "tempC,rpm,voltage,vibration,device_timestamp\n78,1000,11.50,3.21,1756653767451\n";
        for (StandardizedBatch batch : List.of(
                readHex(product, hex),
                readText(product, "json", json),
                readText(product, "json", bin),
                readText(product, "bin", base64),
                TestingFrames.read(product, "bin", TestingFrames.hex(hex.replace(" ", ""))),
                readText(product, "csv", csv))) {
            Telemetry telemetry = only(batch);
            assertThat(telemetry.metrics()).isEqualTo(READING);
            assertThat(telemetry.deviceTimestamp()).isEqualTo(MEASURED);
            assertThat(telemetry.timestampSource()).isEqualTo("device");
        }
    }

    @Test
    void namesTheOffsetOfAnUnknownTag() {
        StandardizedBatch batch = readHex(product, "01 4E 02 03 E8 09 00");
        assertThat(batch.telemetry()).isEmpty();
        assertThat(batch.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("contract");
            assertThat(letter.problems()).singleElement().asString().contains("unknown-tag", "0x09", "offset 5");
            assertThat(letter.id()).isEqualTo("3-42");
            assertThat(letter.productId()).isEqualTo("prod-a");
        });
    }

    @Test
    void saysHowManyBytesATruncatedFrameLacks() {
        StandardizedBatch batch = readHex(product, "01 4E 02 03");
        assertThat(batch.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("truncated-frame");
            assertThat(letter.problems()).singleElement().asString().contains("rpm", "offset 3", "needs 2 bytes");
        });
    }

    private static Telemetry only(StandardizedBatch batch) {
        assertThat(batch.deadLetters()).isEmpty();
        return batch.telemetry().get(0);
    }
}
