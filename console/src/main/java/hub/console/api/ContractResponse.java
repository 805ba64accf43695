package hub.console.api;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Locale;
import java.util.Set;

/**
 * What a route's answer looks like outside: JSON or the bytes of a file, or problem details when it failed. A route's own headers (parameters,
 * the caller, what verbs left behind) stay inside.
 */
final class ContractResponse extends HttpServletResponseWrapper {

    private static final Set<String> LET_THROUGH = Set.of(
            "content-length",
            "content-range",
            "accept-ranges",
            "location",
            "allow",
            "retry-after",
            "etag",
            "cache-control",
            "content-disposition");
    private static final Set<String> FILES =
            Set.of("application/octet-stream", "text/csv", "application/vnd.apache.parquet");

    ContractResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void setContentType(String type) {
        String plain = type == null ? "" : type.split(";", 2)[0].strip();
        String good = FILES.contains(plain) ? plain : "application/json";
        super.setContentType(getStatus() >= SC_BAD_REQUEST ? ProblemDetails.MEDIA_TYPE : good);
    }

    @Override
    public void setHeader(String name, String value) {
        if (name.equalsIgnoreCase("content-type")) {
            setContentType(value);
        } else if (LET_THROUGH.contains(name.toLowerCase(Locale.ROOT))) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        setHeader(name, value);
    }
}
