package hub.console.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;

/** A request whose body is taken as it is, even when its sender calls it a form, as curl and many small clients do. */
final class RawBodyRequest extends HttpServletRequestWrapper {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BYTES = "application/octet-stream";

    RawBodyRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public String getContentType() {
        return bytesInsteadOfForm(super.getContentType());
    }

    @Override
    public String getHeader(String name) {
        String value = super.getHeader(name);
        return name.equalsIgnoreCase("Content-Type") ? bytesInsteadOfForm(value) : value;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equalsIgnoreCase("Content-Type") && super.getHeader(name) != null
                ? Collections.enumeration(Collections.singleton(getHeader(name)))
                : super.getHeaders(name);
    }

    /** None: asking for parameters would make the server read the body as a form. */
    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.emptyEnumeration();
    }

    @Override
    public String getParameter(String name) {
        return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Map.of();
    }

    private static String bytesInsteadOfForm(String type) {
        return type != null && type.startsWith(FORM) ? BYTES : type;
    }
}
