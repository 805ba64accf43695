package hub.console.api;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Locale;
import java.util.Set;

/** Keeps a route's own headers (parameters, the caller, what verbs left behind) from reaching the client. */
final class ContractResponse extends HttpServletResponseWrapper {

    private static final Set<String> LET_THROUGH =
            Set.of("content-type", "content-length", "location", "allow", "retry-after", "etag", "cache-control");

    ContractResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void setHeader(String name, String value) {
        if (letThrough(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (letThrough(name)) {
            super.setHeader(name, value);
        }
    }

    private static boolean letThrough(String name) {
        return LET_THROUGH.contains(name.toLowerCase(Locale.ROOT));
    }
}
