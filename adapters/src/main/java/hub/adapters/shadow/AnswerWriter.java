package hub.adapters.shadow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Writes the documents that AWS answers a shadow request with. */
final class AnswerWriter {

    private final Instant now;
    private final String clientToken;

    /** @param clientToken echoed in every answer; empty when none was sent */
    AnswerWriter(Instant now, String clientToken) {
        this.now = now;
        this.clientToken = clientToken;
    }

    /** Only what this request set. */
    ObjectNode accepted(ShadowPatch patch, ShadowDocument current) {
        ObjectNode answer = Json.object();
        answer.set("state", patch.state());
        answer.set("metadata", new Merge(now.getEpochSecond()).stamps(patch.state()));
        return finished(answer.put("version", current.version()));
    }

    /** The whole shadow. */
    ObjectNode document(ShadowDocument current) {
        ObjectNode answer = Json.object();
        ObjectNode state = current.state().deepCopy();
        Delta delta = current.delta();
        if (!delta.isEmpty()) {
            state.set("delta", delta.state());
        }
        answer.set("state", state);
        answer.set("metadata", current.metadata());
        return finished(answer.put("version", current.version()));
    }

    ObjectNode delta(ShadowDocument current, Delta delta) {
        ObjectNode answer = Json.object();
        answer.set("state", delta.state());
        answer.set("metadata", delta.metadata());
        return finished(answer.put("version", current.version()));
    }

    ObjectNode documents(ShadowDocument previous, ShadowDocument current) {
        ObjectNode answer = Json.object();
        answer.set("previous", bare(previous));
        answer.set("current", bare(current));
        return finished(answer);
    }

    ObjectNode deleted(ShadowDocument current) {
        return finished(Json.object().put("version", current.version()));
    }

    ObjectNode rejected(ShadowRefusal refusal) {
        return finished(Json.object().put("code", refusal.code()).put("message", refusal.getMessage()));
    }

    private static ObjectNode bare(ShadowDocument document) {
        ObjectNode bare = Json.object();
        bare.set("state", document.state());
        bare.set("metadata", document.metadata());
        return bare.put("version", document.version());
    }

    private ObjectNode finished(ObjectNode answer) {
        answer.put("timestamp", now.getEpochSecond());
        return clientToken.isEmpty() ? answer : answer.put("clientToken", clientToken);
    }
}
