package hub.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.contract.RejectedMessage;
import hub.decode.MessageSplitter.Piece;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSplitterTest {

    @Test
    void elementsOfAnArrayKeepTheirBytes() throws RejectedMessage {
        List<String> pieces = split("json", " [ {\"a\":\"]}\\\"\"} ,\n{\"b\":{\"c\":[1,{}]}}, {\"한\":1.50}] ");

        assertThat(pieces).containsExactly("{\"a\":\"]}\\\"\"}", "{\"b\":{\"c\":[1,{}]}}", "{\"한\":1.50}");
    }

    @Test
    void oneObjectStaysWhole() throws RejectedMessage {
        assertThat(split("json", "{\"a\":\n1}")).containsExactly("{\"a\":\n1}");
    }

    @Test
    void linesAreMessagesAndABadOneDoesNotStopItsNeighbours() throws RejectedMessage {
        assertThat(split("json", "{\"a\":1}\r\n{\"a\":\n\n{\"a\":3}"))
                .containsExactly("{\"a\":1}", "{\"a\":", "{\"a\":3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "{\"a\":", "[{\"a\":1}", "[1,2", "hello", "42", "{} {}", "[] x"})
    void aBodyWithNothingToReadSaysSo(String body) {
        assertThatThrownBy(() -> split("json", body)).isInstanceOf(RejectedMessage.class);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheBody() throws RejectedMessage {
        assertThat(split("json", "\uFEFF{\"a\":1}")).containsExactly("{\"a\":1}");
    }

    @Test
    void everyPieceOfATableCarriesTheHeader() throws RejectedMessage {
        String rows = IntStream.range(0, 450).mapToObj(row -> row + ",x\n").collect(Collectors.joining());

        List<Piece> pieces = MessageSplitter.split("csv", ("a,b\n" + rows).getBytes(UTF_8), true);

        assertThat(pieces).extracting(Piece::records).containsExactly(200, 200, 50);
        assertThat(pieces).extracting(Piece::record).containsExactly(0, 200, 400);
        assertThat(pieces).allMatch(piece -> new String(piece.payload(), UTF_8).startsWith("a,b\n"));
    }

    @Test
    void noBytesMakeItFailInAnotherWay() {
        Random random = new Random(11);
        String alphabet = "[]{}\",:\\\n\r ab1\uFEFF";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder body = new StringBuilder();
            for (int letter = random.nextInt(30); letter > 0; letter--) {
                body.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            for (String format : List.of("json", "csv", "hex", "bin")) {
                try {
                    split(format, body.toString());
                } catch (RejectedMessage expected) {
                    assertThat(expected.problems()).isNotEmpty();
                }
            }
        }
    }

    private static List<String> split(String format, String body) throws RejectedMessage {
        return MessageSplitter.split(format, body.getBytes(UTF_8), true).stream()
                .map(piece -> new String(piece.payload(), UTF_8))
                .toList();
    }
}
