package hub.console.api;

import hub.console.Role;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A checked request as routes see it: a decoded path, only the contract's parameters, the body, and the caller in
 * {@code Hub-User}, {@code Hub-Roles} and {@code Hub-Customer}, with the address he comes from in {@code Hub-Address} and whether he wants {@code json} or {@code csv} in {@code Hub-Format}. Every other header but {@code Range} stays outside, because a route cannot
 * tell a client's header from a parameter of the same name.
 */
final class ContractRequest extends HttpServletRequestWrapper {

    private final String method;
    private final String path;
    private final Map<String, List<String>> parameters;
    private final byte[] body;
    private final Map<String, String> headers = new LinkedHashMap<>();

    ContractRequest(
            HttpServletRequest request, String path, Map<String, List<String>> parameters, byte[] body, Caller caller) {
        super(request);
        this.method = request.getMethod();
        this.path = path;
        this.parameters = parameters;
        this.body = body;
        headers.put("accept", "application/json, application/problem+json, application/octet-stream;q=0.1");
        headers.put("content-type", "application/json");
        if (request.getHeader("Range") != null) {
            headers.put("range", request.getHeader("Range"));
        }
        headers.put("hub-address", request.getRemoteAddr());
        String accept = request.getHeader("Accept");
        headers.put("hub-format", accept != null && accept.startsWith("text/csv") ? "csv" : "json");
        headers.put("hub-via", caller.via());
        headers.put("hub-request", RequestId.of(request));
        headers.put("hub-user", caller.name());
        headers.put(
                "hub-roles", caller.roles().stream().map(Role::name).sorted().collect(Collectors.joining(",")));
        headers.put("hub-customer", caller.seesOnlyOwnDevices() ? customer(caller) : "");
    }

    /** A customer account without a customer must see nothing, and an empty filter would mean everything. */
    private static String customer(Caller caller) {
        return caller.customerId().isEmpty() ? "nobody:" + caller.name() : caller.customerId();
    }

    /** The same request, whose body stands for a file. */
    ContractRequest ofFile() {
        headers.put("content-type", "application/octet-stream");
        return this;
    }

    /** Asked very often while a handler is searched, and each of the wrappers below passes the question on. */
    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public String getContentType() {
        return headers.get("content-type");
    }

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public String getHeader(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String value = getHeader(name);
        return Collections.enumeration(value == null ? List.of() : List.of(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(headers.keySet());
    }

    @Override
    public String getParameter(String name) {
        List<String> values = parameters.get(name);
        return values == null ? null : values.get(0);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public String[] getParameterValues(String name) {
        List<String> values = parameters.get(name);
        return values == null ? null : values.toArray(String[]::new);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().toArray(String[]::new)));
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
    }

    @Override
    public ServletInputStream getInputStream() {
        return new BodyStream(new ByteArrayInputStream(body));
    }

    private static final class BodyStream extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        BodyStream(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            try {
                listener.onDataAvailable();
                listener.onAllDataRead();
            } catch (IOException refused) {
                listener.onError(refused);
            }
        }
    }
}
