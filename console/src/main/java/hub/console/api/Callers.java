package hub.console.api;

import hub.console.Role;
import hub.console.account.UserAccount;
import hub.console.account.UserAccounts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells who is behind a request that has passed the guard. */
public final class Callers {

    private final UserAccounts accounts;

    /** @param accounts asked for a caller's customer */
    public Callers(UserAccounts accounts) {
        this.accounts = accounts;
    }

    /** The caller, {@link Caller#NOBODY} when nobody has signed in. */
    public Caller of(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            return Caller.NOBODY;
        }
        if (request.getAttribute(Caller.ATTRIBUTE) instanceof Caller program) {
            return program;
        }
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(Caller.ATTRIBUTE) instanceof Caller person) {
            return person;
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (request.isUserInRole(role.name())) {
                roles.add(role);
            }
        }
        String customer =
                accounts.find(principal.getName()).map(UserAccount::customerId).orElse("");
        return new Caller(principal.getName(), Set.copyOf(roles), customer, session == null ? "password" : "session");
    }

    /** Who has signed in, as the API says it: {@code name}, {@code roles} and, when only theirs are shown, {@code customer_id}. */
    public Map<String, Object> me(String name, String roles, String customerId) {
        Map<String, Object> me = new LinkedHashMap<>();
        me.put("name", name);
        me.put(
                "roles",
                Caller.of(name, roles, customerId).roles().stream()
                        .sorted()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .toList());
        if (!customerId.isEmpty()) {
            me.put("customer_id", customerId);
        }
        return me;
    }
}
