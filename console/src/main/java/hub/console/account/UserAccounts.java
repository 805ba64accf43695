package hub.console.account;

import java.util.Optional;

/** Where accounts come from; an identity provider will be another one of these. */
public interface UserAccounts {

    /** The account of that exact name, if there is one. */
    Optional<UserAccount> find(String name);
}
