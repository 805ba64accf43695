package hub.decode;

import static hub.product.HexLayout.BinaryText.AUTO;
import static hub.product.HexLayout.BinaryText.BASE64;
import static hub.product.HexLayout.BinaryText.HEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.product.HexLayout.BinaryText;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryTextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"014E0203E8", "01 4e 02 03 e8", "0x01 0x4E 0x02 0x03 0xE8", "01:4E:02:03:E8", "AU4CA+g="})
    void tellsTheWritingByTheCharacters(String text) {
        assertThat(read(text, AUTO, Optional.empty())).isEqualTo(TestingFrames.hex("014E0203E8"));
    }

    @Test
    void refusesWhatCouldBeBothUnlessTheProductSaysWhich() {
        assertThatThrownBy(() -> read("014E0203", AUTO, Optional.empty()))
                .isInstanceOf(DecodeProblem.class)
                .hasMessageContaining("could be hexadecimal or Base64");
        assertThat(read("014E0203", AUTO, Optional.of(HEX))).hasSize(4);
        assertThat(read("014E0203", AUTO, Optional.of(BASE64))).hasSize(6);
        assertThat(read("014E0203", BASE64, Optional.empty())).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "zz!", "AU4CA+g", "0x", " "})
    void refusesWhatIsNeither(String text) {
        assertThatThrownBy(() -> read(text, HEX, Optional.empty())).isInstanceOf(DecodeProblem.class);
    }

    private static byte[] read(String text, BinaryText encoding, Optional<BinaryText> ambiguous) {
        return BinaryTexts.read(text, encoding, ambiguous, "data.bin");
    }
}
