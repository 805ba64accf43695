package hub.adapters.shadow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to one request: one document to who asked, and messages to who watches.
 *
 * @param status as HTTP counts
 * @param document what who asked is told
 * @param messages for the broker
 * @param isReplay whether the request had been carried out before
 */
record ShadowReply(int status, ObjectNode document, List<ShadowAnswer> messages, boolean isReplay) {

    private static final int OK = 200;

    static ShadowReply accepted(ShadowRequest request, ObjectNode document) {
        return new ShadowReply(OK, document, List.of(message(request, "/accepted", document)), false);
    }

    static ShadowReply rejected(ShadowRequest request, ShadowRefusal refusal, AnswerWriter writer) {
        ObjectNode document = writer.rejected(refusal);
        return new ShadowReply(refusal.code(), document, List.of(message(request, "/rejected", document)), false);
    }

    static ShadowReply updated(
            ShadowRequest request,
            ShadowPatch patch,
            ShadowDocument previous,
            ShadowDocument current,
            Delta delta,
            AnswerWriter writer) {
        ObjectNode document = writer.accepted(patch, current);
        List<ShadowAnswer> messages = new ArrayList<>(3);
        messages.add(message(request, "/accepted", document));
        if (!delta.isEmpty()) {
            messages.add(message(request, "/delta", writer.delta(current, delta)));
        }
        messages.add(message(request, "/documents", writer.documents(previous, current)));
        return new ShadowReply(OK, document, messages, false);
    }

    /** Whether the first answer went out is unknown; what the device still has to do is told again. */
    static ShadowReply replayed(ShadowRequest request, ShadowDocument current, AnswerWriter writer) {
        Delta delta = current.delta();
        List<ShadowAnswer> messages =
                delta.isEmpty() ? List.of() : List.of(message(request, "/delta", writer.delta(current, delta)));
        return new ShadowReply(OK, Json.object(), messages, true);
    }

    private static ShadowAnswer message(ShadowRequest request, String kind, ObjectNode document) {
        return new ShadowAnswer(request.name().topic() + "/" + request.verb().topic() + kind, Json.bytes(document));
    }
}
