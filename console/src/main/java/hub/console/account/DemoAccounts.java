package hub.console.account;

import hub.console.Role;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One account per role, named like the role, all with the password {@code demo}: for a hub that only listens to itself. */
public final class DemoAccounts implements UserAccounts {

    /** The customer, among those that the demo seeds, whose devices the demo's customer sees. */
    public static final String CUSTOMER_ID = "customer-1";

    private static final Map<String, UserAccount> ACCOUNTS = Stream.of(Role.values())
            .map(DemoAccounts::account)
            .collect(Collectors.toUnmodifiableMap(UserAccount::name, Function.identity()));

    @Override
    public Optional<UserAccount> find(String name) {
        return Optional.ofNullable(ACCOUNTS.get(name));
    }

    @Override
    public List<UserAccount> all() {
        return List.copyOf(ACCOUNTS.values());
    }

    /**
     * Whether demo accounts may be offered on an address: only where nobody but this machine can connect.
     *
     * @param address the {@code server.address}; empty means every interface
     */
    public static boolean allowedOn(String address) {
        if (address.isBlank()) {
            return false;
        }
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static UserAccount account(Role role) {
        String name = role.name().toLowerCase(Locale.ROOT);
        return new UserAccount(name, "{noop}demo", Set.of(role), role == Role.CUSTOMER ? CUSTOMER_ID : "");
    }
}
