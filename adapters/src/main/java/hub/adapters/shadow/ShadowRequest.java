package hub.adapters.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One request to one shadow as it came in, not looked into yet.
 *
 * @param position where it stands in the stream; {@link StreamPosition#NONE} for HTTP
 * @param receivedAt epoch milliseconds
 */
record ShadowRequest(ShadowName name, Verb verb, byte[] body, StreamPosition position, long receivedAt, String by) {

    private static final int LONGEST_TOKEN = 64;

    /** What can be asked. */
    enum Verb {
        GET,
        UPDATE,
        DELETE;

        String topic() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads {@code $aws/things/{thing}/shadow[/name/{name}]/{verb}}; empty for any other topic. */
    static Optional<ShadowRequest> of(RawFrame frame) {
        String[] levels = frame.address().split("/", -1);
        boolean named = levels.length == 7 && levels[4].equals("name");
        if (!frame.address().startsWith("$aws/things/")
                || !levels[Math.min(3, levels.length - 1)].equals("shadow")
                || !named && levels.length != 5) {
            return Optional.empty();
        }
        ShadowName name = new ShadowName(levels[2], named ? levels[5] : "");
        return verb(levels[levels.length - 1])
                .filter(verb -> !named || !name.name().isEmpty())
                .map(verb -> new ShadowRequest(
                        name, verb, frame.payload(), frame.position(), frame.receivedAt(), frame.deviceId()));
    }

    /** The JSON object sent along; empty for a get without one and for what a delete carries besides its token. */
    ObjectNode json() {
        if (verb == Verb.UPDATE) {
            return Json.request(body);
        }
        try {
            return body.length == 0 ? Json.object() : Json.request(body);
        } catch (ShadowRefusal ignored) {
            return Json.object();
        }
    }

    /** What the sender wants to see in the answer. */
    static String clientToken(ObjectNode body) {
        JsonNode token = body.get("clientToken");
        if (token == null || token.isNull()) {
            return "";
        }
        if (!token.isTextual() || ShadowName.bytes(token.textValue()) > LONGEST_TOKEN) {
            throw ShadowRefusal.bad("Invalid clientToken");
        }
        return token.textValue();
    }

    private static Optional<Verb> verb(String level) {
        return List.of(Verb.values()).stream()
                .filter(verb -> verb.topic().equals(level))
                .findFirst();
    }
}
