package hub.adapters.inbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hub.contract.RejectedMessage;
import hub.decode.MessageSplitter;
import hub.decode.MessageSplitter.Piece;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.TraceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Turns a dropped file into frames.
 *
 * <p>The device is named by each record ({@code device_id} column or field, or in front of the hexadecimal text), else
 * by the file's name without its ending.
 */
public final class InboxMessages {

    private static final int FRAMES_PER_APPEND = 1000;
    private static final JsonFactory JSON = new JsonFactory();

    private final Predicate<String> csvHasHeader;
    private final Clock clock;

    /** @param csvHasHeader tells by product id whether its CSV begins with a header line */
    public InboxMessages(Predicate<String> csvHasHeader, Clock clock) {
        this.csvHasHeader = csvHasHeader;
        this.clock = clock;
    }

    /**
     * Reads a file of {@code <inbox>/<productId>/}.
     *
     * @param path {@code <productId>/<name>.<csv|json|ndjson|hex>}, relative to the inbox
     * @return frames in portions that are appended to the stream one after the other
     * @throws RejectedMessage when nothing in the file can be read
     */
    public List<List<RawFrame>> read(String path, byte[] body) throws RejectedMessage {
        String[] parts = path.replace('\\', '/').split("/");
        if (parts.length != 2) {
            throw new RejectedMessage(
                    "unknown-product",
                    "path",
                    "put '" + path + "' into a folder named after its product: <productId>/");
        }
        String productId = parts[0];
        int dot = parts[1].lastIndexOf('.');
        String ending = dot < 0 ? "" : parts[1].substring(dot + 1).toLowerCase(Locale.ROOT);
        String name = dot < 0 ? parts[1] : parts[1].substring(0, dot);
        List<RawFrame> frames = switch (ending) {
            case "csv" -> csv(productId, name, path, body);
            case "json", "ndjson" -> json(productId, name, path, body);
            case "hex" -> hex(productId, name, path, body);
            default ->
                throw new RejectedMessage(
                        "unknown-format", "path", "'" + path + "' does not end in .csv, .json, .ndjson or .hex");
        };
        List<List<RawFrame>> portions = new ArrayList<>();
        for (int from = 0; from < frames.size(); from += FRAMES_PER_APPEND) {
            portions.add(frames.subList(from, Math.min(from + FRAMES_PER_APPEND, frames.size())));
        }
        return portions;
    }

    private List<RawFrame> csv(String productId, String name, String path, byte[] body) throws RejectedMessage {
        List<RawFrame> frames = new ArrayList<>();
        String traceId = TraceId.next();
        for (Piece piece : MessageSplitter.split("csv", body, csvHasHeader.test(productId))) {
            for (DeviceRows rows : DeviceRows.of(piece, csvHasHeader.test(productId))) {
                String device = rows.deviceId().isEmpty() ? name : rows.deviceId();
                frames.add(
                        frame(productId, device, path + "#" + (rows.firstRow() + 1), "csv", traceId, rows.payload()));
            }
        }
        return frames;
    }

    private List<RawFrame> json(String productId, String name, String path, byte[] body) throws RejectedMessage {
        List<RawFrame> frames = new ArrayList<>();
        String traceId = TraceId.next();
        for (Piece piece : MessageSplitter.split("json", body, false)) {
            String device = deviceIn(piece.payload());
            frames.add(frame(
                    productId,
                    device.isEmpty() ? name : device,
                    path + "#" + (piece.record() + 1),
                    "json",
                    traceId,
                    piece.payload()));
        }
        return frames;
    }

    private List<RawFrame> hex(String productId, String name, String path, byte[] body) throws RejectedMessage {
        List<RawFrame> frames = new ArrayList<>();
        String traceId = TraceId.next();
        for (Piece piece : MessageSplitter.split("hex", body, false)) {
            String line = new String(piece.payload(), StandardCharsets.ISO_8859_1).strip();
            int mark = Math.max(line.indexOf(':'), line.indexOf(','));
            String device = mark > 0 ? line.substring(0, mark).strip() : name;
            String digits = line.substring(mark + 1).replaceAll("\\s|0[xX]", "");
            byte[] payload;
            try {
                payload = HexFormat.of().parseHex(digits);
            } catch (IllegalArgumentException problem) {
                throw new RejectedMessage(
                        "decode",
                        List.of(new RejectedMessage.Problem(
                                piece.record(),
                                "line " + (piece.record() + 1),
                                "not hexadecimal text: " + problem.getMessage()
                                        + "; write pairs of 0-9 a-f, optionally " + "'device_id:' in front")));
            }
            frames.add(frame(productId, device, path + "#" + (piece.record() + 1), "hex", traceId, payload));
        }
        return frames;
    }

    private RawFrame frame(
            String productId, String deviceId, String address, String format, String traceId, byte[] payload) {
        return new RawFrame(
                StreamPosition.NONE,
                deviceId,
                "",
                productId,
                "file",
                address,
                format,
                "telemetry",
                clock.millis(),
                traceId,
                payload);
    }

    /** The top-level {@code device_id} of a JSON object, or empty; unreadable JSON is left for the decoder to refuse. */
    private static String deviceIn(byte[] payload) {
        try (JsonParser parser = JSON.createParser(payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals("device_id");
                JsonToken value = parser.nextToken();
                if (found && value == JsonToken.VALUE_STRING) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return "";
        } catch (IOException notJson) {
            return "";
        }
    }
}
