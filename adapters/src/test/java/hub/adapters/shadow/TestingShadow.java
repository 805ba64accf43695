package hub.adapters.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.shadow.ShadowRequest.Verb;
import hub.message.StreamPosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One shadow in memory, asked as a device asks; documents are written with single quotes. */
final class TestingShadow {

    static final ShadowSettings SETTINGS = new ShadowSettings("hub", 8, 8192, 131_072, Duration.ofMinutes(5));
    private static final ObjectMapper JSON = new ObjectMapper();

    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private KeptShadow kept = KeptShadow.none(new ShadowName("pump-1", ""));
    private ShadowReply reply;

    JsonNode update(String body) {
        return ask(Verb.UPDATE, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    JsonNode update(byte[] body) {
        return ask(Verb.UPDATE, body);
    }

    JsonNode get() {
        return ask(Verb.GET, new byte[0]);
    }

    JsonNode delete() {
        return ask(Verb.DELETE, "ignored".getBytes(StandardCharsets.UTF_8));
    }

    /** The message that the last request led to under a topic of that ending, or null. */
    JsonNode message(String ending) {
        return reply.messages().stream()
                .filter(message -> message.topic().endsWith(ending))
                .findFirst()
                .map(message -> read(message.body()))
                .orElse(null);
    }

    List<String> topics() {
        return reply.messages().stream().map(ShadowAnswer::topic).toList();
    }

    KeptShadow kept() {
        return kept;
    }

    void wait(int seconds) {
        now = now.plusSeconds(seconds);
    }

    long second() {
        return now.getEpochSecond();
    }

    static JsonNode json(String text) {
        return read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode ask(Verb verb, byte[] body) {
        ShadowTurn turn = new ShadowTurn(kept, SETTINGS, thing -> true, now);
        turn.take(new ShadowRequest(kept.document().name(), verb, body, StreamPosition.NONE, 0, "pump-1"));
        reply = turn.replies().get(0);
        kept = turn.hasChanged() ? turn.result() : kept;
        return read(Json.bytes(reply.document()));
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (java.io.IOException problem) {
            throw new IllegalArgumentException(new String(bytes, StandardCharsets.UTF_8), problem);
        }
    }
}
