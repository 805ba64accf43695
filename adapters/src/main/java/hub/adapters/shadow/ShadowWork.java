package hub.adapters.shadow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What requests have led to: the change itself is stored, the rest is for the route to carry on.
 *
 * @param history rows of {@code service.shadow_history}; inserting one twice changes nothing
 * @param messages for the broker, those of one shadow in order
 * @param status of the HTTP answer
 * @param body of the HTTP answer
 */
public record ShadowWork(List<Map<String, Object>> history, List<ShadowAnswer> messages, int status, String body) {

    /** The messages as topic and content, for a door that sends them in this order without waiting for each. */
    public List<Map.Entry<String, byte[]>> publications() {
        return messages.stream()
                .map(message -> Map.entry(message.topic(), message.body()))
                .toList();
    }

    static ShadowWork of(List<ShadowTurn> turns) {
        List<Map<String, Object>> history = new ArrayList<>();
        List<ShadowAnswer> messages = new ArrayList<>();
        for (ShadowTurn turn : turns) {
            turn.history().forEach(change -> history.add(change.row()));
            turn.replies().forEach(reply -> messages.addAll(reply.messages()));
        }
        return new ShadowWork(history, messages, 200, "");
    }

    /** An HTTP request: its own answer goes back on the connection only, and what changed is told to who watches. */
    static ShadowWork ofHttp(ShadowTurn turn) {
        ShadowReply reply = turn.replies().get(0);
        List<Map<String, Object>> history =
                turn.history().stream().map(ShadowChange::row).toList();
        List<ShadowAnswer> messages = turn.hasChanged() ? reply.messages() : List.of();
        return new ShadowWork(history, messages, reply.status(), Json.text(reply.document()));
    }

    static ShadowWork answer(int status, String body) {
        return new ShadowWork(List.of(), List.of(), status, body);
    }
}
