package hub.adapters.access;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One account that may sign in.
 *
 * @param passwordHash with its scheme in front
 * @param roles lower-case words such as {@code operator}
 * @param customerId whose devices a customer sees, or empty
 * @param locked whether it may not sign in for now
 * @param source {@code hub} when kept here, {@code file} or {@code demo} when it comes from elsewhere
 */
public record AccountRow(
        String name,
        String passwordHash,
        List<String> roles,
        String customerId,
        boolean locked,
        String source,
        Instant changedAt,
        String changedBy) {

    AccountRow changed(List<String> newRoles, String newCustomer, boolean lock) {
        return new AccountRow(name, passwordHash, newRoles, newCustomer, lock, source, changedAt, changedBy);
    }

    AccountRow withPassword(String hash) {
        return new AccountRow(name, hash, roles, customerId, locked, source, changedAt, changedBy);
    }

    /** As the API shows it: never the password. */
    Map<String, Object> shape() {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", name);
        shape.put("roles", roles);
        if (!customerId.isEmpty()) {
            shape.put("customerId", customerId);
        }
        shape.put("locked", locked);
        shape.put("source", source);
        if (!changedAt.equals(Instant.EPOCH)) {
            shape.put("changedAt", changedAt.toString());
            shape.put("changedBy", changedBy);
        }
        return shape;
    }
}
