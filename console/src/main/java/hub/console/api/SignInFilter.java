package hub.console.api;

import hub.console.account.FailedSignIns;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Makes whoever gives wrong passwords wait, in front of the guard that checks them. */
public final class SignInFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String BASIC = "Basic ";

    private final transient FailedSignIns failures;
    private final transient FailedSignIns spread;
    private final transient BiConsumer<HttpServletRequest, String> blocked;

    /**
     * @param failures counts the wrong passwords of one name from one address
     * @param spread counts those of one name from anywhere, and those of any name from one address
     * @param blocked told when somebody has to wait from now on
     */
    public SignInFilter(FailedSignIns failures, FailedSignIns spread, BiConsumer<HttpServletRequest, String> blocked) {
        this.failures = failures;
        this.spread = spread;
        this.blocked = blocked;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> name = name(request);
        if (name.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        String who = request.getRemoteAddr() + " " + name.get();
        boolean manyPlaces = spread.mustWait("name " + name.get()) || spread.mustWait(request.getRemoteAddr());
        if (manyPlaces || failures.mustWait(who)) {
            response.setHeader("Retry-After", manyPlaces ? "600" : "60");
            ProblemWriter.write(
                    request,
                    response,
                    429,
                    "too many wrong passwords; wait " + (manyPlaces ? "ten minutes" : "a minute"));
            return;
        }
        chain.doFilter(request, response);
        if (isRefused(response)) {
            boolean anywhere = spread.note("name " + name.get()) | spread.note(request.getRemoteAddr());
            if (failures.note(who) || anywhere) {
                blocked.accept(request, name.get());
            }
        } else if (response.getStatus() < HttpServletResponse.SC_BAD_REQUEST) {
            failures.forget(who);
        }
    }

    private static boolean isRefused(HttpServletResponse response) {
        String location = response.getHeader("Location");
        return response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED
                || (location != null && location.endsWith("/login?error"));
    }

    private static Optional<String> name(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.startsWith(BASIC)) {
            return basicName(authorization.substring(BASIC.length()).trim());
        }
        return request.getMethod().equals("POST") && request.getRequestURI().equals("/login")
                ? Optional.ofNullable(request.getParameter("username"))
                : Optional.empty();
    }

    private static Optional<String> basicName(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return Optional.of(pair.substring(0, Math.max(0, pair.indexOf(':'))));
        } catch (IllegalArgumentException notBase64) {
            return Optional.of("");
        }
    }
}
