package hub.adapters.shadow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.message.StreamPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Requests to one shadow, carried out in order upon what was kept; nothing is stored before the last of them. */
final class ShadowTurn {

    private final KeptShadow start;
    private final ShadowSettings settings;
    private final Predicate<String> isThing;
    private final Instant now;
    private final List<ShadowChange> changes = new ArrayList<>(1);
    private final List<ShadowReply> replies = new ArrayList<>(1);
    private ShadowDocument current;
    private StreamPosition position;
    private long receivedAt;
    private Optional<Instant> dueAt;

    ShadowTurn(KeptShadow start, ShadowSettings settings, Predicate<String> isThing, Instant now) {
        this.start = start;
        this.settings = settings;
        this.isThing = isThing;
        this.now = now;
        this.current = start.document();
        this.position = start.position();
        this.receivedAt = start.receivedAt();
        this.dueAt = start.dueAt();
    }

    void take(ShadowRequest request) {
        String token = "";
        try {
            check(request);
            ObjectNode body = request.json();
            token = ShadowRequest.clientToken(body);
            AnswerWriter writer = new AnswerWriter(now, token);
            switch (request.verb()) {
                case GET -> get(request, writer);
                case UPDATE -> update(request, body, writer);
                case DELETE -> delete(request, writer);
            }
        } catch (ShadowRefusal refusal) {
            replies.add(ShadowReply.rejected(request, refusal, new AnswerWriter(now, token)));
        }
    }

    boolean hasChanged() {
        return !changes.isEmpty();
    }

    List<ShadowReply> replies() {
        return replies;
    }

    /** The changes for history, those that an earlier hub may not have written included. */
    List<ShadowChange> history() {
        List<ShadowChange> history = new ArrayList<>(hasChanged() || isReplay() ? start.trail() : List.of());
        history.addAll(changes);
        return history;
    }

    KeptShadow result() {
        return new KeptShadow(
                current, start.revision() + changes.size(), position, receivedAt, dueAt, start.late(), changes);
    }

    KeptShadow start() {
        return start;
    }

    private boolean isReplay() {
        return replies.stream().anyMatch(ShadowReply::isReplay);
    }

    private void check(ShadowRequest request) {
        if (!isThing.test(request.name().checked().thing())) {
            throw new ShadowRefusal(404, "Thing not found");
        }
        if (request.body().length > settings.mostPayload()) {
            throw ShadowRefusal.tooLarge();
        }
    }

    private void get(ShadowRequest request, AnswerWriter writer) {
        if (!current.exists()) {
            throw ShadowRefusal.missing(request.name());
        }
        replies.add(ShadowReply.accepted(request, writer.document(current)));
    }

    private void update(ShadowRequest request, ObjectNode body, AnswerWriter writer) {
        if (start.has(request)) {
            replies.add(ShadowReply.replayed(request, current, writer));
            return;
        }
        ShadowPatch patch = ShadowPatch.read(body, settings.mostLevels());
        ShadowDocument next = current.updated(patch, now, settings.mostBytes());
        Delta delta = next.delta();
        if (delta.isEmpty()) {
            dueAt = reached();
        } else if (patch.state().has(ShadowPatch.DESIRED) || current.delta().isEmpty()) {
            dueAt = Optional.of(now.plus(settings.reachWithin()));
        }
        replies.add(ShadowReply.updated(request, patch, current, next, delta, writer));
        become(next, request);
    }

    private void delete(ShadowRequest request, AnswerWriter writer) {
        if (start.has(request)) {
            return;
        }
        ShadowDocument next = current.deleted();
        dueAt = reached();
        replies.add(ShadowReply.accepted(request, writer.deleted(next)));
        become(next, request);
    }

    /** Where lateness was told, its end is due at once. */
    private Optional<Instant> reached() {
        return start.late() ? Optional.of(now) : Optional.empty();
    }

    private void become(ShadowDocument next, ShadowRequest request) {
        current = next;
        if (!request.position().offset().isEmpty()) {
            position = request.position();
            receivedAt = request.receivedAt();
        }
        changes.add(new ShadowChange(start.revision() + changes.size() + 1, next, now, request.by()));
    }
}
