package hub.console;

import java.util.EnumSet;
import java.util.Set;

/**
 * One line of the table who may call what.
 *
 * @param method the HTTP method, or empty for every method
 * @param path a path pattern: {@code {name}} is one segment, {@code **} at the end is all that follows
 * @param open whether nobody needs to sign in for it
 * @param roles who may call it, when it is not open
 */
public record AccessRule(String method, String path, boolean open, Set<Role> roles) {

    static AccessRule open(String method, String path) {
        return new AccessRule(method, path, true, Set.of());
    }

    static AccessRule allow(String method, String path, Role first, Role... others) {
        return new AccessRule(method, path, false, EnumSet.of(first, others));
    }

    static AccessRule allow(String method, String path, Set<Role> roles) {
        return new AccessRule(method, path, false, roles);
    }
}
