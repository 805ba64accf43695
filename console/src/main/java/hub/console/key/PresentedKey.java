package hub.console.key;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The key a request carries: {@code Authorization: Bearer hubk_...}, or {@code X-API-Key: hubk_...} for programs that cannot. */
public final class PresentedKey {

    private static final String BEARER = "Bearer ";

    private PresentedKey() {}

    /** The key, when there is one; tokens of an identity provider and keys of devices are none. */
    public static Optional<String> of(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.startsWith(BEARER)) {
            return key(authorization.substring(BEARER.length()).trim());
        }
        return key(request.getHeader("X-API-Key"));
    }

    private static Optional<String> key(String text) {
        return Optional.ofNullable(text).filter(given -> given.startsWith(KeyHolder.PREFIX));
    }
}
