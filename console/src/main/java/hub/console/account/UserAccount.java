package hub.console.account;

import hub.console.Role;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A person who may sign in.
 *
 * @param name the sign-in name
 * @param passwordHash the password, hashed with its scheme in front, such as {@code {bcrypt}$2a$10$...}
 * @param roles what the person is to the hub
 * @param customerId whose devices a customer sees, or empty
 * @param locked whether the right password opens nothing for now
 */
public record UserAccount(String name, String passwordHash, Set<Role> roles, String customerId, boolean locked) {

    /** An account that is not locked. */
    public UserAccount(String name, String passwordHash, Set<Role> roles, String customerId) {
        this(name, passwordHash, roles, customerId, false);
    }

    /** Whether only the customer's own devices may be shown: the only role is customer. */
    public boolean seesOnlyOwnDevices() {
        return roles.equals(Set.of(Role.CUSTOMER));
    }

    /** Changes when anything changes that a session rests on. */
    public int print() {
        return Objects.hash(passwordHash, new TreeSet<>(roles).toString(), customerId, locked);
    }
}
