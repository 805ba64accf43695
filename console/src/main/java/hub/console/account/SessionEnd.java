package hub.console.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/**
 * Ends sessions in front of the guard: those that are older than a session may become however busy they are, and those of
 * accounts that were locked, removed, or changed in role or password since they signed in.
 */
public final class SessionEnd extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String NAME = "hub.session.name";
    private static final String PRINT = "hub.session.print";
    private static final String SINCE = "hub.session.since";

    private final transient UserAccounts accounts;
    private final transient Clock clock;
    private final long longest;

    /** @param longest how old a session may become */
    public SessionEnd(UserAccounts accounts, Duration longest, Clock clock) {
        this.accounts = accounts;
        this.longest = longest.toMillis();
        this.clock = clock;
    }

    /** Notes in a new session when it began and on what it rests; called when somebody has signed in. */
    public void begin(HttpServletRequest request, String name) {
        HttpSession session = request.getSession();
        session.setAttribute(SINCE, clock.millis());
        accounts.find(name).ifPresent(account -> {
            session.setAttribute(NAME, name);
            session.setAttribute(PRINT, account.print());
        });
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpSession session = request.getSession(false);
        if (session != null && isOver(session)) {
            session.invalidate();
        }
        chain.doFilter(request, response);
    }

    private boolean isOver(HttpSession session) {
        if (session.getAttribute(SINCE) instanceof Long since && clock.millis() - since > longest) {
            return true;
        }
        return session.getAttribute(NAME) instanceof String name
                && !accounts.find(name)
                        .map(account -> session.getAttribute(PRINT).equals(account.print()))
                        .orElse(false);
    }
}
