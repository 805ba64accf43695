package hub.console;

import hub.console.api.Caller;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How an identity provider's claims become callers of the hub.
 *
 * @param issuer the provider; empty for none
 * @param clientId the hub's name there
 * @param clientSecret empty for a public client
 * @param audience of bearer tokens, {@code aud} or, as Cognito says it, {@code client_id}; empty: bearer tokens are refused
 * @param scopes what is asked for at sign-in
 * @param nameClaim the person's name
 * @param rolesClaim a list, perhaps within others: {@code realm_access.roles}
 * @param roles the provider's word for a role, and the hub's: {@code iot-admins=operator}; a word that is a role is itself
 * @param customerClaim whose devices a customer sees
 */
record IdentitySettings(
        String issuer,
        String clientId,
        String clientSecret,
        String audience,
        List<String> scopes,
        String nameClaim,
        String rolesClaim,
        List<String> roles,
        String customerClaim) {

    /** Who the claims belong to; a person without a known role may do nothing. */
    Caller caller(Map<String, Object> claims, String via) {
        Object name = claims.getOrDefault(nameClaim, claims.get("sub"));
        Set<Role> known = EnumSet.noneOf(Role.class);
        Map<String, String> words = words();
        for (Object each : list(claim(claims, rolesClaim))) {
            String word = words.getOrDefault(each.toString(), each.toString()).toUpperCase(Locale.ROOT);
            Arrays.stream(Role.values())
                    .filter(role -> role.name().equals(word))
                    .forEach(known::add);
        }
        Object customer = claim(claims, customerClaim);
        return new Caller("oidc:" + name, Set.copyOf(known), customer == null ? "" : customer.toString(), via);
    }

    private Map<String, String> words() {
        Map<String, String> words = new HashMap<>();
        for (String pair : roles) {
            String[] both = pair.split("=", 2);
            if (both.length < 2) {
                throw new IllegalArgumentException(
                        "hub.access.oidc.roles: '" + pair + "' is not like iot-admins=operator");
            }
            words.put(both[0].strip(), both[1].strip());
        }
        return words;
    }

    private static Object claim(Map<String, Object> claims, String path) {
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        Object found = claims;
        for (String step : path.split("[.]")) {
            found = found instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return found;
    }

    private static Collection<?> list(Object value) {
        if (value instanceof Collection<?> many) {
            return many;
        }
        return value == null ? List.of() : List.of(value.toString().split("[ ,]"));
    }
}
