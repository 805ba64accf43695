package hub.adapters.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.contract.RejectedMessage;
import hub.decode.MessageSplitter;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.TraceId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Turns an HTTP ingest request into frames and says how many records it held. */
public final class RestMessages {

    private static final Set<String> FORMATS = new TreeSet<>(Set.of("json", "bin", "csv"));
    private static final Set<String> TYPES = new TreeSet<>(Set.of("periodic", "event", "tcp"));

    private static final Map<String, Integer> STATUS = Map.of("oversized-body", 413, "too-many-requests", 429);
    private static final String RETRY_AFTER = "retryAfter";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock;
    private final RequestLimit limit;
    private final Predicate<String> csvHasHeader;
    private final int maxBody;

    /**
     * @param csvHasHeader tells by device id whether its product's CSV begins with a header line
     * @param maxBody the longest body taken, bytes
     * @param limit how often one device may ask
     */
    public RestMessages(Predicate<String> csvHasHeader, int maxBody, RequestLimit limit, Clock clock) {
        this.limit = limit;
        this.csvHasHeader = csvHasHeader;
        this.maxBody = maxBody;
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
     * Reads {@code POST /ingest/{env}/{hub_id}/{device_id}/{type}/{role}/{format}}; the payload stays on the exchange
     * for the dead letter.
     *
     * @throws RejectedMessage when the path or the whole body cannot be read, or the body is too large
     */
    public Received receive(Exchange exchange) throws RejectedMessage, IOException {
        Message request = exchange.getIn();
        long wait = limit.secondsToWait(header(request, "device_id"));
        if (wait > 0) {
            exchange.setProperty(RETRY_AFTER, wait);
            throw new RejectedMessage(
                    "too-many-requests", "request", "too many requests for this device; try again in " + wait + " s");
        }
        byte[] body = body(request);
        exchange.setProperty("payload", body);
        String format = header(request, "format");
        requireOneOf("type", header(request, "type"), TYPES);
        requireOneOf("format", format, FORMATS);
        String deviceId = header(request, "device_id");
        boolean envelope = format.equals("bin") && looksLikeJson(body);
        String payloadFormat = envelope ? "json" : format.equals("bin") ? "hex" : format;
        List<MessageSplitter.Piece> pieces = MessageSplitter.split(
                payloadFormat.equals("hex") ? "bin" : payloadFormat, body, csvHasHeader.test(deviceId));
        return received(request, deviceId, payloadFormat, pieces);
    }

    /** Answers 202 with the number of records that are durable in the stream. */
    public String accepted(Exchange exchange, Received received) throws JsonProcessingException {
        return answer(exchange, 202, Map.of("accepted", received.records()));
    }

    /** Answers 400 (or 413, or 429 with Retry-After) with every problem, by record and field. */
    public String refused(Exchange exchange) throws JsonProcessingException {
        RejectedMessage rejected = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, RejectedMessage.class);
        int status = STATUS.getOrDefault(rejected.reason(), 400);
        Long wait = exchange.getProperty(RETRY_AFTER, Long.class);
        String answer = answer(exchange, status, Map.of("problems", rejected.problems()));
        if (wait != null) {
            exchange.getMessage().setHeader("Retry-After", wait);
        }
        return answer;
    }

    /** A body under {@code bin} is the raw bytes, or JSON envelopes with {@code data.bin}: one, an array, or one per line. */
    private static boolean looksLikeJson(byte[] body) {
        String ends = body.length < 2
                ? ""
                : new String(new byte[] {body[0], body[body.length - 1]}, StandardCharsets.ISO_8859_1);
        return ends.equals("{}") || ends.equals("[]") || ends.equals("{\n");
    }

    private static String answer(Exchange exchange, int status, Map<String, Object> body)
            throws JsonProcessingException {
        Message response = exchange.getMessage();
        response.removeHeaders("*");
        response.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        response.setHeader(Exchange.CONTENT_TYPE, "application/json");
        return JSON.writeValueAsString(body);
    }

    private Received received(Message request, String deviceId, String format, List<MessageSplitter.Piece> pieces) {
        String hub = header(request, "hub_id");
        String traceId = TraceId.next();
        String path = request.getHeader(Exchange.HTTP_PATH, "", String.class);
        long now = clock.millis();
        List<RawFrame> frames = new ArrayList<>(pieces.size());
        int records = 0;
        for (MessageSplitter.Piece piece : pieces) {
            records += piece.records();
            frames.add(new RawFrame(
                    StreamPosition.NONE,
                    deviceId,
                    hub.equals("nohub") ? "" : hub,
                    "",
                    "rest",
                    path,
                    format,
                    header(request, "role"),
                    now,
                    traceId,
                    piece.payload()));
        }
        return new Received(frames, records);
    }

    private byte[] body(Message request) throws RejectedMessage, IOException {
        InputStream stream = request.getBody(InputStream.class);
        byte[] body = stream == null ? new byte[0] : stream.readNBytes(maxBody + 1);
        if (body.length > maxBody) {
            throw new RejectedMessage(
                    "oversized-body",
                    "body",
                    "the body is longer than the " + maxBody
                            + " bytes allowed; send it in parts or raise hub.rest.max-body");
        }
        return body;
    }

    private static String header(Message request, String name) {
        return request.getHeader(name, "", String.class);
    }

    private static void requireOneOf(String level, String value, Set<String> allowed) throws RejectedMessage {
        if (!allowed.contains(value)) {
            throw new RejectedMessage(
                    "unknown-topic", level, level + " '" + value + "' is not one of " + String.join(", ", allowed));
        }
    }
}
