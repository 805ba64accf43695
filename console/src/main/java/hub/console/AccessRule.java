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
 * @param people whether only people may, so that a program's key cannot make itself another
 * @param scope what besides a role opens it, such as {@code metrics}, or empty
 */
public record AccessRule(String method, String path, boolean open, Set<Role> roles, boolean people, String scope) {

    static AccessRule open(String method, String path) {
        return new AccessRule(method, path, true, Set.of(), false, "");
    }

    static AccessRule allow(String method, String path, Role first, Role... others) {
        return new AccessRule(method, path, false, EnumSet.of(first, others), false, "");
    }

    static AccessRule allow(String method, String path, Set<Role> roles) {
        return new AccessRule(method, path, false, roles, false, "");
    }

    AccessRule peopleOnly() {
        return new AccessRule(method, path, open, roles, true, scope);
    }

    AccessRule orScope(String other) {
        return new AccessRule(method, path, open, roles, people, other);
    }
}
