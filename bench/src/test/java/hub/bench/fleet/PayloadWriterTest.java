package hub.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadWriterTest {
    private final Reading reading = new Reading(0, 1_763_725_000_123L, 78, 1000, 1205, 7);

    @Test
    void writesTheTagsOfTheSampleProduct() {
        assertThat(HexFormat.of().formatHex(PayloadWriter.tags(reading)))
                .isEqualTo("014e" + "0203e8" + "0304b5" + "040007" + "05"
                        + HexFormat.of().toHexDigits(reading.timestamp()));
    }

    @Test
    void framesTheTagsWithLengthAndId() {
        ByteBuffer buffer = ByteBuffer.allocate(64);
        PayloadWriter.putFrame(buffer, PayloadWriter.utf8("sim-000001"), reading);

        assertThat(buffer.position()).isEqualTo(PayloadWriter.frameLength(PayloadWriter.utf8("sim-000001")));
        byte[] frame = Arrays.copyOf(buffer.array(), buffer.position());
        assertThat(HexFormat.of().formatHex(frame)).startsWith("001f" + "0a" + "73696d2d303030303031" + "014e");
    }

    @Test
    void writesTheSameValuesAsJson() throws Exception {
        JsonNode json = new ObjectMapper().readTree(PayloadWriter.json(reading));

        assertThat(json.at("/device_timestamp").asLong()).isEqualTo(reading.timestamp());
        assertThat(json.at("/data/metrics/tempC").asInt()).isEqualTo(78);
        assertThat(json.at("/data/metrics/voltage").asDouble()).isEqualTo(12.05);
        assertThat(json.at("/data/metrics/vibration").asDouble()).isEqualTo(0.07);
    }

    @Test
    void writesTheSameValuesAsRowsThatNameTheirDevice() {
        assertThat(PayloadWriter.namedCsv(List.of(reading), device -> "sim-000001"))
                .isEqualTo("device_id,device_timestamp,tempC,rpm,voltage,vibration\n"
                        + "sim-000001,1763725000123,78,1000,12.05,0.07\n");
        assertThat(PayloadWriter.csv(List.of(reading)))
                .isEqualTo("device_timestamp,tempC,rpm,voltage,vibration\n1763725000123,78,1000,12.05,0.07\n");
    }

    @Test
    void writesLinesThatNameTheirDevice() throws Exception {
        JsonNode line = new ObjectMapper().readTree(PayloadWriter.namedLines(List.of(reading), device -> "sim-000001"));

        assertThat(line.at("/device_id").asText()).isEqualTo("sim-000001");
        assertThat(line.at("/data/metrics/rpm").asInt()).isEqualTo(1000);
    }
}
