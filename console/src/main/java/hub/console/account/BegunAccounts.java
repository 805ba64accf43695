package hub.console.account;

import java.util.List;
import java.util.Optional;

/** The accounts a hub begins with: those of {@code users.yaml}, or the demo's. */
public final class BegunAccounts {

    private final UserAccounts accounts;

    public BegunAccounts(UserAccounts accounts) {
        this.accounts = accounts;
    }

    /** The account of that exact name, if there is one. */
    public Optional<UserAccount> find(String name) {
        return accounts.find(name);
    }

    /** All of them. */
    public List<UserAccount> all() {
        return accounts.all();
    }

    /** Whether they are the demo's. */
    public boolean areDemo() {
        return accounts instanceof DemoAccounts;
    }

    /** Whether a name is one of the demo's, which nothing else may take. */
    public boolean isDemo(String name) {
        return areDemo() && find(name).isPresent();
    }
}
