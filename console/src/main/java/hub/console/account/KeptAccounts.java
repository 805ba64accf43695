package hub.console.account;

import java.util.Optional;

/** The accounts that operators have made or changed; they win over {@code users.yaml}. */
public interface KeptAccounts {

    /** The account of that exact name, if it is kept. Called with every request: answer from memory. */
    Optional<UserAccount> find(String name);
}
