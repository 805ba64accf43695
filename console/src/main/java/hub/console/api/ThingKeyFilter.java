package hub.console.api;

import hub.console.DeviceKeys;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets a device through to the shadows and jobs of its own thing with its own key, a hub to those of its children too. */
public final class ThingKeyFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Pattern THING =
            Pattern.compile("/things/([^/]+)/.+|/api/things/shadow/ListNamedShadowsForThing/([^/]+)");

    private final transient DeviceKeys keys;

    /** @param keys knows the secrets */
    public ThingKeyFilter(DeviceKeys keys) {
        this.keys = keys;
    }

    /** Whether a request comes with a device's key. */
    public static boolean hasKey(HttpServletRequest request) {
        return request.getHeader("X-API-Key") != null;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String key = request.getHeader("X-API-Key");
        Matcher path = THING.matcher(ContractFilter.decode(request.getRequestURI()));
        String thing = !path.matches() ? "" : path.group(1) == null ? path.group(2) : path.group(1);
        if (!key.isEmpty() && !thing.isEmpty() && keys.acceptsForThing(key, thing)) {
            chain.doFilter(request, response);
        } else if (key.isEmpty() || !keys.knows(key)) {
            ProblemWriter.write(request, response, 401, "send the device's or the hub's key in the header X-API-Key");
        } else if (thing.isEmpty()) {
            ProblemWriter.write(
                    request, response, 404, "the address is /things/{thing}/shadow or /things/{thing}/jobs");
        } else {
            ProblemWriter.write(request, response, 403, "this key may not speak for this thing");
        }
    }
}
