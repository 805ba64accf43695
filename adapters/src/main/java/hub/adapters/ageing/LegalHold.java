package hub.adapters.ageing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A word that some data must not be deleted anywhere.
 *
 * @param kind {@code device}, {@code customer}, {@code product} or {@code everything}
 * @param subject which one; empty for everything
 * @param from what was measured from then on; absent: since ever
 * @param to what was measured before then; absent: for ever
 * @param released when and by whom it was released, if it was
 */
record LegalHold(
        String id,
        String kind,
        String subject,
        Optional<Instant> from,
        Optional<Instant> to,
        String reason,
        String placedBy,
        Instant placedAt,
        Optional<Release> released) {

    /** Its end. */
    record Release(Instant at, String by, String reason) {}

    boolean covers(Instant at) {
        return from.filter(at::isBefore).isEmpty()
                && to.filter(end -> !at.isBefore(end)).isEmpty();
    }

    String sentence() {
        return "legal hold " + id + " on " + kind + (subject.isEmpty() ? "" : " '" + subject + "'") + ", placed by "
                + placedBy + ": " + reason;
    }

    Map<String, Object> shape() {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", id);
        shape.put("kind", kind);
        if (!subject.isEmpty()) {
            shape.put("subject", subject);
        }
        from.ifPresent(at -> shape.put("from", at.toString()));
        to.ifPresent(at -> shape.put("to", at.toString()));
        shape.put("reason", reason);
        shape.put("placedBy", placedBy);
        shape.put("placedAt", placedAt.toString());
        shape.put("inForce", released.isEmpty());
        released.ifPresent(end -> {
            shape.put("releasedAt", end.at().toString());
            shape.put("releasedBy", end.by());
            shape.put("releaseReason", end.reason());
        });
        return shape;
    }
}
