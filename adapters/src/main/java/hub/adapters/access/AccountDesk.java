package hub.adapters.access;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What operators do with accounts. An account of {@code users.yaml} that is changed is kept in the store from then on, and
 * the store's wins; the demo's accounts stay as they are.
 */
public final class AccountDesk {

    private static final Set<String> ROLES = Set.of("service", "lab", "customer", "operator", "analyst", "technician");

    private final AccountRows rows;
    private final Supplier<List<AccountRow>> elsewhere;
    private final Passwords passwords;

    /**
     * @param elsewhere the accounts of {@code users.yaml} or of the demo
     * @param passwords makes and compares hashes
     */
    public AccountDesk(AccountRows rows, Supplier<List<AccountRow>> elsewhere, Passwords passwords) {
        this.rows = rows;
        this.elsewhere = elsewhere;
        this.passwords = passwords;
    }

    /** All accounts by name. */
    public Map<String, Object> list() throws SQLException {
        return Map.of("items", all().values().stream().map(AccountRow::shape).toList());
    }

    /** One account; {@link NoSuchElementException} when there is none. */
    public Map<String, Object> get(String name) throws SQLException {
        return existing(name).shape();
    }

    /**
     * Makes an account; without a {@code password} the answer has one that is shown only now.
     *
     * @param body {@code name}, {@code roles}, perhaps {@code customerId} and {@code password}
     */
    public Map<String, Object> create(Map<String, Object> body, String user) throws SQLException {
        String name = String.valueOf(body.get("name"));
        if (all().containsKey(name)) {
            throw new IllegalStateException("there is an account '" + name + "' already; change it with PUT");
        }
        String given = passwords.orRandom(body.get("password"), name);
        AccountRow account =
                new AccountRow(name, passwords.hash(given), List.of(), "", false, "hub", Instant.EPOCH, user);
        AccountRow made = merged(account, body);
        rows.keep(made, user);
        return shown(name, body.get("password") == null ? given : "");
    }

    /** Changes roles, customer and whether it is locked; what the body leaves out stays. */
    public Map<String, Object> change(String name, Map<String, Object> body, String user) throws SQLException {
        AccountRow account = changeable(name);
        AccountRow changed = merged(account, body);
        boolean weaker = changed.locked() || !changed.roles().containsAll(account.roles());
        if (name.equals(user) && weaker) {
            throw new IllegalStateException("you cannot lock yourself or give up your own roles; ask another operator");
        }
        rows.keep(changed, user);
        return get(name);
    }

    /** Removes an account that is kept here; one of {@code users.yaml} can only be locked. */
    public Map<String, Object> remove(String name, String user) throws SQLException {
        AccountRow account = changeable(name);
        boolean inFile = elsewhere.get().stream().anyMatch(each -> each.name().equals(name));
        if (name.equals(user) || inFile) {
            throw new IllegalStateException(
                    inFile ? "'" + name + "' is written in users.yaml; lock it here" : "you cannot remove yourself");
        }
        rows.remove(name);
        return account.shape();
    }

    /** Sets another's password; without {@code password} in the body the answer has one that is shown only now. */
    public Map<String, Object> reset(String name, Map<String, Object> body, String user) throws SQLException {
        AccountRow account = changeable(name);
        Object wanted = body == null ? null : body.get("password");
        String given = passwords.orRandom(wanted, name);
        rows.keep(account.withPassword(passwords.hash(given)), user);
        return shown(name, wanted == null ? given : "");
    }

    /**
     * Changes the caller's own password; all sessions of the account end.
     *
     * @param body {@code current} and {@code password}
     * @throws SecurityException when the current one is wrong
     */
    public Map<String, Object> changeOwn(Map<String, Object> body, String user) throws SQLException {
        AccountRow account = changeable(user);
        passwords.requireRight(String.valueOf(body.get("current")), account);
        rows.keep(account.withPassword(passwords.hash(passwords.orRandom(body.get("password"), user))), user);
        return get(user);
    }

    private Map<String, Object> shown(String name, String password) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>(get(name));
        if (!password.isEmpty()) {
            shape.put("password", password);
        }
        return shape;
    }

    private static AccountRow merged(AccountRow account, Map<String, Object> body) {
        List<String> roles = account.roles();
        if (body.get("roles") instanceof List<?> wanted) {
            roles = new ArrayList<>();
            for (Object role : wanted) {
                if (!ROLES.contains(String.valueOf(role))) {
                    throw new IllegalArgumentException("roles: '" + role + "' is none of " + ROLES);
                }
                roles.add(String.valueOf(role));
            }
        }
        String customer = body.get("customerId") instanceof String given ? given : account.customerId();
        if (roles.isEmpty() || roles.contains("customer") && (customer.isEmpty() || roles.size() > 1)) {
            throw new IllegalArgumentException("roles: at least one; customer stands alone and needs a customerId");
        }
        boolean lock = body.get("locked") instanceof Boolean wanted ? wanted : account.locked();
        return account.changed(roles, roles.contains("customer") ? customer : "", lock);
    }

    private AccountRow changeable(String name) throws SQLException {
        AccountRow account = existing(name);
        if (account.source().equals("demo")) {
            throw new IllegalStateException("the demo's accounts stay as they are; make one of your own");
        }
        return account;
    }

    private AccountRow existing(String name) throws SQLException {
        AccountRow account = all().get(name);
        if (account == null) {
            throw new NoSuchElementException("there is no account '" + name + "'");
        }
        return account;
    }

    private Map<String, AccountRow> all() throws SQLException {
        Map<String, AccountRow> all = new TreeMap<>();
        elsewhere.get().forEach(each -> all.put(each.name(), each));
        rows.list().forEach(each -> all.put(each.name(), each));
        return all;
    }
}
