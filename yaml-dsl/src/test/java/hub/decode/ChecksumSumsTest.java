package hub.decode;

import static org.assertj.core.api.Assertions.assertThat;

import hub.product.Checksum.Algorithm;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumSumsTest {

    private static final byte[] CHECK = "x123456789x".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "CRC16_MODBUS, 4B37",
        "CRC16_CCITT, 29B1",
        "CRC16_XMODEM, 31C3",
        "CRC16_ARC, BB3D",
        "CRC32, CBF43926",
        "CRC8, F4",
        "XOR, 31",
        "SUM8, DD",
        "SUM16, 01DD",
        "TWOS_COMPLEMENT8, 23"
    })
    void givesTheCatalogueCheckValues(Algorithm algorithm, String expected) {
        assertThat(ChecksumSums.compute(algorithm, CHECK, 1, 10)).isEqualTo(Long.parseLong(expected, 16));
    }
}
