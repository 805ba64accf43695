package hub.console.api;

import hub.console.DeviceKeys;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Lets a device through to {@code /ingest/{env}/{hub_id}/{device_id}/...} with its own key and nobody else. */
public final class DeviceKeyFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String SEND_KEY = "send the device's or the hub's key in the header X-API-Key";
    private static final int SEGMENTS = 8;
    private static final int HUB = 3;
    private static final int DEVICE = 4;

    private final transient DeviceKeys keys;

    /** @param keys knows the secrets */
    public DeviceKeyFilter(DeviceKeys keys) {
        this.keys = keys;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String key = request.getHeader("X-API-Key");
        String[] path = request.getRequestURI().split("/", -1);
        boolean placed = path.length == SEGMENTS;
        if (key == null || key.isEmpty()) {
            ProblemWriter.write(request, response, 401, SEND_KEY);
            return;
        }
        if (!placed || !keys.accepts(key, decode(path[HUB]), decode(path[DEVICE]))) {
            refuse(request, response, keys.knows(key), placed);
            return;
        }
        chain.doFilter(new RawBodyRequest(request), response);
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, boolean known, boolean placed)
            throws IOException {
        if (!known) {
            ProblemWriter.write(request, response, 401, SEND_KEY);
        } else if (!placed) {
            ProblemWriter.write(
                    request, response, 404, "the address is /ingest/{env}/{hub_id}/{device_id}/{type}/{role}/{format}");
        } else {
            ProblemWriter.write(request, response, 403, "this key may not speak for this device through this hub");
        }
    }

    private static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
