package hub.adapters.upload.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Set;

/** Lets browsers whose page came from elsewhere bring files, as the Fetch Standard's CORS protocol has it. */
final class CrossOrigin {

    private final Set<String> origins;

    /** @param origins from which pages may come, such as {@code http://127.0.0.1:8080}; {@code *} for any */
    CrossOrigin(Set<String> origins) {
        this.origins = origins;
    }

    /** Says what the page may do; true when the request was only the browser's question and is answered. */
    boolean greets(HttpExchange request) throws IOException {
        String origin = request.getRequestHeaders().getFirst("Origin");
        boolean allowed = origin != null && (origins.contains(origin) || origins.contains("*"));
        Headers answer = request.getResponseHeaders();
        answer.add("Vary", "Origin");
        if (allowed) {
            answer.set("Access-Control-Allow-Origin", origin);
            answer.set("Access-Control-Expose-Headers", "ETag");
        }
        if (!request.getRequestMethod().equals("OPTIONS")) {
            return false;
        }
        String headers = request.getRequestHeaders().getFirst("Access-Control-Request-Headers");
        if (allowed) {
            answer.set("Access-Control-Allow-Methods", "GET, HEAD, PUT");
            answer.set("Access-Control-Allow-Headers", headers == null ? "content-type" : headers);
            answer.set("Access-Control-Max-Age", "3600");
        }
        request.sendResponseHeaders(allowed ? 204 : 403, -1);
        return true;
    }
}
