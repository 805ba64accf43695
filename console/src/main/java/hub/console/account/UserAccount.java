package hub.console.account;

import hub.console.Role;
import java.util.Set;

/**
 * A person who may sign in.
 *
 * @param name the sign-in name
 * @param passwordHash the password, hashed with its scheme in front, such as {@code {bcrypt}$2a$10$...}
 * @param roles what the person is to the hub
 * @param customerId whose devices a customer sees, or empty
 */
public record UserAccount(String name, String passwordHash, Set<Role> roles, String customerId) {

    /** Whether only the customer's own devices may be shown: the only role is customer. */
    public boolean seesOnlyOwnDevices() {
        return roles.equals(Set.of(Role.CUSTOMER));
    }
}
