package hub.adapters.access;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One key of a program; the key itself is not known here, only its digest.
 *
 * @param role whose rights it has, or {@code metrics} for the figures alone
 * @param readOnly whether it may only ask
 * @param customerId whose things it sees, or empty
 * @param old the digest of the key before, while that may still be used
 */
public record KeyRow(
        String id,
        String name,
        String role,
        boolean readOnly,
        String customerId,
        int requestsPerMinute,
        byte[] digest,
        Optional<Old> old,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        Optional<Instant> rotatedAt,
        Optional<Instant> revokedAt,
        Optional<Instant> usedAt,
        Optional<String> usedFrom) {

    /** The digest before the rotation, and until when it opens. */
    record Old(byte[] digest, Instant until) {}

    boolean opensWith(byte[] presented, Instant now) {
        boolean current = MessageDigest.isEqual(digest, presented);
        boolean before = old.isPresent()
                && MessageDigest.isEqual(old.get().digest(), presented)
                && now.isBefore(old.get().until());
        return (current || before) && revokedAt.isEmpty() && now.isBefore(expiresAt);
    }

    Map<String, Object> shape(Instant now) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", id);
        shape.put("name", name);
        shape.put("role", role);
        shape.put("readOnly", readOnly);
        if (!customerId.isEmpty()) {
            shape.put("customerId", customerId);
        }
        shape.put("requestsPerMinute", requestsPerMinute);
        shape.put("state", revokedAt.isPresent() ? "revoked" : now.isBefore(expiresAt) ? "valid" : "expired");
        shape.put("createdAt", createdAt.toString());
        shape.put("createdBy", createdBy);
        shape.put("expiresAt", expiresAt.toString());
        rotatedAt.ifPresent(at -> shape.put("rotatedAt", at.toString()));
        old.filter(each -> now.isBefore(each.until()))
                .ifPresent(each -> shape.put("oldUntil", each.until().toString()));
        revokedAt.ifPresent(at -> shape.put("revokedAt", at.toString()));
        usedAt.ifPresent(at -> shape.put("usedAt", at.toString()));
        usedFrom.ifPresent(from -> shape.put("usedFrom", from));
        return shape;
    }
}
