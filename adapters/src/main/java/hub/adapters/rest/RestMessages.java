package hub.adapters.rest;

import hub.contract.RejectedMessage;
import hub.decode.MessageSplitter;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.TraceId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Turns an HTTP ingest request into frames and says how many records it held. */
public final class RestMessages {

    private static final Set<String> FORMATS = Set.of("json", "bin", "csv");
    private static final Set<String> TYPES = Set.of("periodic", "event", "tcp");

    private final Clock clock;

    private final Predicate<String> csvHasHeader;

    /** @param csvHasHeader tells by device id whether its product's CSV begins with a header line */
    public RestMessages(Predicate<String> csvHasHeader, Clock clock) {
        this.csvHasHeader = csvHasHeader;
        this.clock = clock;
    }

    /**
     * What a request held.
     *
     * @param frames messages for the stream
     * @param records how many records they carry
     */
    public record Received(List<RawFrame> frames, int records) {}

    /**
     * Reads the body of {@code POST /ingest/{env}/{hub_id}/{device_id}/{type}/{role}/{format}}.
     *
     * @throws RejectedMessage when the path or the whole body cannot be read
     */
    public Received read(
            String path, String hubId, String deviceId, String type, String role, String format, byte[] body)
            throws RejectedMessage {
        if (!FORMATS.contains(format)) {
            throw new RejectedMessage(
                    "unknown-topic", "format", "format '" + format + "' is not one of json, bin, csv");
        }
        if (!TYPES.contains(type)) {
            throw new RejectedMessage(
                    "unknown-topic", "type", "type '" + type + "' is not one of periodic, event, tcp");
        }
        boolean envelope = format.equals("bin") && body.length > 1 && body[0] == '{';
        String payloadFormat = envelope ? "json" : format.equals("bin") ? "hex" : format;
        List<MessageSplitter.Piece> pieces = MessageSplitter.split(
                payloadFormat.equals("hex") ? "bin" : payloadFormat, body, csvHasHeader.test(deviceId));
        String hub = hubId.equals("nohub") ? "" : hubId;
        String traceId = TraceId.next();
        long now = clock.millis();
        List<RawFrame> frames = new ArrayList<>(pieces.size());
        int records = 0;
        for (MessageSplitter.Piece piece : pieces) {
            records += piece.records();
            frames.add(new RawFrame(
                    StreamPosition.NONE,
                    deviceId,
                    hub,
                    "",
                    "rest",
                    path,
                    payloadFormat,
                    role,
                    now,
                    traceId,
                    piece.payload()));
        }
        return new Received(frames, records);
    }
}
