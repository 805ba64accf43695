package hub.console.account;

import java.util.List;
import java.util.Optional;

/** Where accounts come from. */
public interface UserAccounts {

    /** The account of that exact name, if there is one. */
    Optional<UserAccount> find(String name);

    /** All of them, where they can be listed. */
    default List<UserAccount> all() {
        return List.of();
    }
}
