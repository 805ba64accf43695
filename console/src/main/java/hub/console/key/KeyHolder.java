package hub.console.key;

import hub.console.Role;
import hub.console.api.Caller;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A program with a key.
 *
 * @param id of the key; not secret
 * @param name what the key is for
 * @param scope the role whose rights it has, or {@value #METRICS}
 * @param readOnly whether it may only ask
 * @param customerId whose things it sees, or empty
 * @param requestsPerMinute how often it may ask
 */
public record KeyHolder(
        String id, String name, String scope, boolean readOnly, String customerId, int requestsPerMinute) {

    /** The scope of a key that reads the hub's figures and nothing else. */
    public static final String METRICS = "metrics";

    /** How every key begins. */
    public static final String PREFIX = "hubk_";

    /** The role the key has the rights of. */
    public Optional<Role> role() {
        return scope.equals(METRICS) ? Optional.empty() : Optional.of(Role.valueOf(scope.toUpperCase(Locale.ROOT)));
    }

    /** The key as routes know callers. */
    public Caller caller() {
        return new Caller("key:" + name, role().map(Set::of).orElse(Set.of()), customerId, "key:" + id);
    }
}
