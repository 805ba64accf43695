package hub.console.key;

import hub.console.api.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers 429 to an address that asks too often, whoever it is; devices' doors count for themselves. */
public final class RateFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient RequestRates rates;
    private final int perMinute;

    /** @param perMinute requests of one address in a minute; 0 for any number */
    public RateFilter(RequestRates rates, int perMinute) {
        this.rates = rates;
        this.perMinute = perMinute;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long wait = perMinute == 0 || isUncounted(request.getRequestURI())
                ? 0
                : rates.secondsToWait(request.getRemoteAddr(), perMinute);
        if (wait == 0) {
            chain.doFilter(request, response);
        } else {
            refuse(request, response, wait, "this address asks more than " + perMinute + " times a minute");
        }
    }

    /** Says how long to wait. */
    public static void refuse(HttpServletRequest request, HttpServletResponse response, long seconds, String why)
            throws IOException {
        response.setHeader("Retry-After", String.valueOf(seconds));
        ProblemWriter.write(request, response, 429, why + "; try again in " + seconds + " s");
    }

    private static boolean isUncounted(String path) {
        return path.startsWith("/ingest/") || path.startsWith("/things/") || path.startsWith("/actuator/health");
    }
}
