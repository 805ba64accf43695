package hub.decode;

import static org.assertj.core.api.Assertions.assertThat;

import hub.message.DeadLetter;
import hub.message.Telemetry;
import hub.product.Product;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CsvDecoderTest {

    @Test
    void findsColumnsByTheirPlaceWhereThereIsNoHeader() {
        Product product = product("""
                csv:
                  header: false
                  delimiter: "\\\\t"
                  quote: "'"
                  fields:
                    - { id: b, position: 2 }
                    - { id: a, position: 1, type: integer, scale: 10 }
                    - { id: c, position: 9, default: none }
                """);
        StandardizedBatch batch = TestingFrames.readText(product, "csv", "1\t'x\ty'\n2\tz\textra\n");
        assertThat(batch.deadLetters()).isEmpty();
        assertThat(batch.telemetry())
                .extracting(telemetry -> telemetry.metrics().toString())
                .containsExactly("{b=x\ty, a=10, c=none}", "{b=z, a=20, c=none}");
    }

    @Test
    void aByteOrderMarkWinsOverTheStatedEncoding() {
        Product product = product("csv: { encoding: CP949 }");
        byte[] utf8 = "\uFEFF온도\n1\n".getBytes(StandardCharsets.UTF_8);
        byte[] utf16 = "\uFEFF온도\n1\n".getBytes(StandardCharsets.UTF_16LE);
        byte[] korean = "온도\n1\n".getBytes(Charset.forName("MS949"));
        for (byte[] payload : new byte[][] {utf8, utf16, korean}) {
            assertThat(TestingFrames.read(product, "csv", payload).telemetry())
                    .singleElement()
                    .satisfies(telemetry -> assertThat(telemetry.metrics()).hasToString("{온도=1}"));
        }
    }

    @Test
    void readsWhatLooksLikeANumberAsOneUnlessTheContractSaysText() {
        Product product = product("csv: {}\nmetrics: { code: { logicalType: string }, on: { logicalType: boolean } }");
        StandardizedBatch batch = TestingFrames.readText(product, "csv", "code,on,x,y\n0012,Y,1e3,1-2\n");
        assertThat(batch.telemetry().get(0).metrics()).hasToString("{code=0012, on=true, x=1000, y=1-2}");
    }

    @Test
    void keepsTheRowsAroundSeveralBrokenOnes() {
        Product product = product("csv: {}");
        StandardizedBatch batch =
                TestingFrames.readText(product, "csv", "a,b\n1,2\n\"x\"y,3\n4,\"line\nbreak\"\n5,\"open\n6,7\n");
        assertThat(batch.telemetry())
                .extracting(telemetry -> telemetry.metrics().toString())
                .containsExactly("{a=1, b=2}", "{a=4, b=line\nbreak}", "{a=6, b=7}");
        assertThat(batch.deadLetters())
                .extracting(letter ->
                        letter.reason() + " " + letter.problems().get(0).substring(0, 5))
                .containsExactly("bad-csv row 3", "bad-csv row 6");
    }

    @Test
    void refusesMoreRowsThanOneMessageMayHoldAsAWhole() {
        StandardizedBatch batch = TestingFrames.readText(product("csv: {}"), "csv", "a\n" + "1\n".repeat(5000));
        assertThat(batch.telemetry()).isEmpty();
        assertThat(batch.deadLetters())
                .singleElement()
                .extracting(DeadLetter::id)
                .isEqualTo("3-42");
    }

    @Test
    void takesTimesAndDeviceFromTheirOwnColumns() {
        Product product = product("csv: {}");
        StandardizedBatch batch = TestingFrames.readText(
                product, "csv", "device_id,a,device_timestamp,hub_timestamp\nd1,1,1756653767,1756653768\nd2,1,,\n");
        Telemetry telemetry = batch.telemetry().get(0);
        assertThat(telemetry.deviceTimestamp()).isEqualTo(1756653767000L);
        assertThat(telemetry.hubTimestamp()).isEqualTo(1756653768000L);
        assertThat(telemetry.metrics()).hasToString("{a=1}");
        assertThat(batch.deadLetters()).extracting(DeadLetter::reason).containsExactly("forbidden");
    }

    private static Product product(String rest) {
        return TestingFrames.product("productId: prod-x\n" + rest);
    }
}
