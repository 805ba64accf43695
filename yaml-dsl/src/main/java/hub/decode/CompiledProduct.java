package hub.decode;

import hub.message.RawFrame;
import hub.product.CommandAnswer;
import hub.product.Product;
import hub.product.ProductSpec;
import java.util.Optional;

/** A product made ready to read messages: slots, a decoder per format, and what is done with each record. */
final class CompiledProduct {

    final Product product;
    final Slots slots;
    final HexDecoder hex;
    final JsonDecoder json;
    final CsvDecoder csv;
    final RecordFinish finish;
    private final CommandAnswer answer;

    CompiledProduct(Product product) {
        this.product = product;
        ProductSpec spec = product.spec();
        this.slots = Slots.of(spec);
        this.hex = spec.hex().map(layout -> new HexDecoder(layout, slots)).orElse(null);
        this.json =
                spec.json().map(mapping -> new JsonDecoder(mapping, slots, hex)).orElse(null);
        this.csv =
                spec.csv().map(mapping -> new CsvDecoder(mapping, spec, slots)).orElse(null);
        this.finish = new RecordFinish(spec, slots);
        this.answer = spec.commandAnswer().orElse(null);
    }

    /** The frame as a control_result when the product tells its binary answers to orders from telemetry by it. */
    Optional<RawFrame> answer(RawFrame frame) {
        return answer == null || !frame.format().equals("hex") ? Optional.empty() : AnswerReader.read(frame, answer);
    }

    /** The decoder for a format as doors name it, or null when the product does not read it. */
    PayloadDecoder decoder(String format, byte[] payload) {
        return switch (format) {
            case "hex" -> hex;
            case "json" -> json;
            case "csv" -> csv;
            case "bin" -> json != null && beginsLikeJson(payload) ? json : hex;
            default -> null;
        };
    }

    private static boolean beginsLikeJson(byte[] payload) {
        for (byte letter : payload) {
            if (letter != ' ' && letter != '\n' && letter != '\r' && letter != '\t') {
                return letter == '{' && endsLikeJson(payload);
            }
        }
        return false;
    }

    private static boolean endsLikeJson(byte[] payload) {
        int at = payload.length - 1;
        while (at > 0 && payload[at] <= ' ' && payload[at] >= 0) {
            at--;
        }
        return payload[at] == '}';
    }
}
