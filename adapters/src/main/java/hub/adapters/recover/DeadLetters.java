package hub.adapters.recover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.contract.RejectedMessage;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import hub.message.TraceId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;

/** Turns an exchange that failed anywhere into dead letters: one for each message it carried. */
public final class DeadLetters {

    private static final int LONGEST_HEADER = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock;

    public DeadLetters(Clock clock) {
        this.clock = clock;
    }

    /** The letters of an exchange whose exception was caught; frames keep their identity, anything else its bytes. */
    public List<DeadLetter> of(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Object body = exchange.getIn().getBody();
        if (body instanceof List<?> records && !records.isEmpty() && records.get(0) instanceof RawFrame) {
            return records.stream()
                    .map(RawFrame.class::cast)
                    .map(frame -> ofFrame(exchange, frame, cause))
                    .toList();
        }
        return List.of(ofBytes(exchange, cause));
    }

    /**
     * The letters of those frames of the body that did not become durable.
     *
     * @param durable one verdict per frame in order, or null when none became durable
     */
    public List<DeadLetter> ofRefused(Exchange exchange, boolean[] durable) {
        List<DeadLetter> all = of(exchange);
        if (durable == null || durable.length != all.size()) {
            return all;
        }
        return IntStream.range(0, durable.length)
                .filter(index -> !durable[index])
                .mapToObj(all::get)
                .toList();
    }

    /** The letter of one frame that was refused or failed, under the position it has in the stream, if any. */
    public DeadLetter ofFrame(Exchange exchange, RawFrame frame, Throwable cause) {
        boolean placed = !frame.position().offset().isEmpty();
        return new DeadLetter(
                placed ? frame.position().toString() : UUID.randomUUID().toString(),
                clock.instant(),
                stage(exchange),
                reason(cause),
                problems(cause),
                exchange.getFromRouteId(),
                frame.deviceId(),
                frame.productId(),
                "",
                1,
                frame.headers(),
                frame.payload());
    }

    /** What a waiting caller is told (RFC 9457): the message is kept as a dead letter, and he may try again. */
    public String answer(Exchange exchange) throws JsonProcessingException {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 503);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/problem+json");
        return JSON.writeValueAsString(Map.of(
                "title",
                "not taken",
                "status",
                503,
                "detail",
                problems(cause).get(0) + "; the message is kept as a dead letter"));
    }

    private DeadLetter ofBytes(Exchange exchange, Throwable cause) {
        Instant now = clock.instant();
        Map<String, String> headers = new TreeMap<>();
        exchange.getIn().getHeaders().forEach((name, value) -> {
            String text = String.valueOf(value);
            boolean secret = name.toLowerCase(Locale.ROOT).matches("authorization|x-api-key|cookie");
            headers.put(name, secret ? "(left out)" : text.substring(0, Math.min(text.length(), LONGEST_HEADER)));
        });
        headers.put("receivedAt", Long.toString(now.toEpochMilli()));
        headers.put("traceId", TraceId.next());
        byte[] payload = exchange.getProperty("payload", byte[].class);
        if (payload == null) {
            payload = exchange.getIn().getBody(byte[].class);
        }
        return new DeadLetter(
                UUID.randomUUID().toString(),
                now,
                stage(exchange),
                reason(cause),
                problems(cause),
                exchange.getFromRouteId(),
                "",
                "",
                "",
                1,
                headers,
                payload == null ? new byte[0] : payload);
    }

    private static String stage(Exchange exchange) {
        String route = String.valueOf(exchange.getFromRouteId());
        int dash = route.indexOf('-');
        return dash < 0 ? route : route.substring(0, dash);
    }

    private static String reason(Throwable cause) {
        return cause instanceof RejectedMessage rejected ? rejected.reason() : "internal";
    }

    private static List<String> problems(Throwable cause) {
        if (cause instanceof RejectedMessage rejected) {
            return rejected.problems().stream()
                    .map(problem -> "record " + problem.record() + ", " + problem.field() + ": " + problem.message())
                    .toList();
        }
        return cause == null
                ? List.of("refused without a reason")
                : List.of(cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }
}
