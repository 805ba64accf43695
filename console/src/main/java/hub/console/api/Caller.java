package hub.console.api;

import hub.console.Role;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is asking, as routes and verbs need to know it.
 *
 * @param name the sign-in name, empty for nobody
 * @param roles what the caller is
 * @param customerId set when only this customer's devices may be shown, else empty
 * @param via how the caller is known: {@code password}, {@code session}, {@code key:<id>} or {@code token}
 */
public record Caller(String name, Set<Role> roles, String customerId, String via) {

    /** Nobody has signed in. */
    public static final Caller NOBODY = new Caller("", Set.of(), "");

    /** The attribute of requests and sessions under which a caller lies who has no account at the hub. */
    public static final String ATTRIBUTE = "hub.caller";

    /** A caller where it does not matter how he is known. */
    public Caller(String name, Set<Role> roles, String customerId) {
        this(name, roles, customerId, "");
    }

    /** The caller as a route knows it: from the headers {@code Hub-User}, {@code Hub-Roles} and {@code Hub-Customer}. */
    public static Caller of(String name, String roles, String customerId) {
        Set<Role> known = Arrays.stream(roles.split(","))
                .filter(each -> !each.isBlank())
                .map(Role::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        return new Caller(name, known, customerId);
    }

    /** Whether the caller sees only the devices of one customer. */
    public boolean seesOnlyOwnDevices() {
        return roles.equals(Set.of(Role.CUSTOMER));
    }

    /** Whether the caller has the role. */
    public boolean is(Role role) {
        return roles.contains(role);
    }
}
