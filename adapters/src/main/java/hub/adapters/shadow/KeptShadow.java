package hub.adapters.shadow;

import hub.message.StreamPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A shadow as the hot store keeps it.
 *
 * @param revision counts its changes; the next write must find this one
 * @param position the last request from the stream that changed it, so that a replay does not change it again
 * @param receivedAt when that request came in, epoch milliseconds
 * @param dueAt when the device must have reported what is desired, or its end of lateness is to be told; empty when there is
 *     nothing to tell
 * @param late whether lateness was told and its end was not
 * @param trail the changes of the last write; history gets them again with the next write, should it have missed them
 */
record KeptShadow(
        ShadowDocument document,
        long revision,
        StreamPosition position,
        long receivedAt,
        Optional<Instant> dueAt,
        boolean late,
        List<ShadowChange> trail) {

    static KeptShadow none(ShadowName name) {
        return new KeptShadow(ShadowDocument.none(name), 0, StreamPosition.NONE, 0, Optional.empty(), false, List.of());
    }

    /** Whether a request has done its work already; the time tells a replay from another stream that began anew. */
    boolean has(ShadowRequest request) {
        boolean fromStream =
                !request.position().offset().isEmpty() && !position.offset().isEmpty();
        return fromStream
                && request.position().partition() == position.partition()
                && request.position().compareTo(position) <= 0
                && request.receivedAt() <= receivedAt;
    }

    /** Whether something desired is not reported. */
    boolean differs() {
        return !document.delta().isEmpty();
    }

    /** The same shadow, whose lateness, or the end of it, nobody has to be told again. */
    KeptShadow told() {
        return new KeptShadow(document, revision + 1, position, receivedAt, Optional.empty(), differs(), trail);
    }
}
