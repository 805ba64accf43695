package hub.console.api;

import hub.console.DeviceVisibility;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a request through to its route only when it fits the contract: known path and method, known and valid parameters,
 * a body that is small enough and valid. A customer asking for somebody else's device is told that there is none.
 */
public final class ContractFilter extends HttpFilter {

    /** The attribute of a checked request that names its operation in the contract. */
    public static final String OPERATION = ContractFilter.class.getName() + ".operation";

    private static final long serialVersionUID = 1L;
    private static final String DEVICES = "/devices/{id}";

    private final transient ApiContract contract;
    private final transient Callers callers;
    private final transient DeviceVisibility visibility;
    private final int bodyLimit;
    private final long fileLimit;

    /**
     * @param bodyLimit in bytes
     * @param fileLimit of a body that is a file, in bytes
     */
    public ContractFilter(
            ApiContract contract, Callers callers, DeviceVisibility visibility, int bodyLimit, long fileLimit) {
        this.contract = contract;
        this.callers = callers;
        this.visibility = visibility;
        this.bodyLimit = bodyLimit;
        this.fileLimit = fileLimit;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = decode(request.getRequestURI());
        if (isDescription(path)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<ApiOperation> operation = contract.find(request.getMethod(), path);
        if (operation.isEmpty()) {
            unknown(request, response, path);
            return;
        }
        if (operation.get().takesBytes()) {
            passFile(request, response, chain, path, operation.get());
            return;
        }
        byte[] body = request.getInputStream().readNBytes(bodyLimit + 1);
        if (body.length > bodyLimit) {
            ProblemWriter.write(request, response, 413, "the body may have at most " + bodyLimit + " bytes");
            return;
        }
        pass(request, response, chain, path, operation.get(), body);
    }

    /** A file is kept beside; the route is told where it lies and removes it. */
    private void passFile(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            String path,
            ApiOperation operation)
            throws IOException, ServletException {
        FileBody file = FileBody.keep(request.getInputStream(), fileLimit);
        try {
            if (file.isTooLarge()) {
                ProblemWriter.write(request, response, 413, "the file may have at most " + fileLimit + " bytes");
            } else {
                pass(request, response, chain, path, operation, file.asJson());
            }
        } finally {
            if (!request.isAsyncStarted()) {
                file.remove();
            }
        }
    }

    private void pass(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            String path,
            ApiOperation operation,
            byte[] body)
            throws IOException, ServletException {
        Map<String, String> pathValues = contract.pathValues(operation, path);
        Map<String, List<String>> query;
        try {
            query = QueryText.parse(request.getQueryString());
        } catch (IllegalArgumentException broken) {
            ProblemWriter.write(request, response, 400, "the query has a broken escape: " + broken.getMessage());
            return;
        }
        RequestCheck check = new RequestCheck(operation);
        check.path(pathValues);
        check.query(query);
        if (!operation.takesBytes()) {
            check.body(body);
        }
        if (!check.problems().isEmpty()) {
            ProblemWriter.write(request, response, 400, check.problems());
            return;
        }
        ContractRequest checked = new ContractRequest(request, path, query, body, callers.of(request));
        if (operation.path().text().startsWith(DEVICES) && !maySee(checked, pathValues.get("id"))) {
            ProblemWriter.write(request, response, 404, "there is no device '" + pathValues.get("id") + "'");
            return;
        }
        checked.setAttribute(OPERATION, operation.id());
        chain.doFilter(operation.takesBytes() ? checked.ofFile() : checked, new ContractResponse(response));
    }

    private boolean isDescription(String path) {
        String base = contract.basePath();
        return path.equals(base + "/openapi.yaml") || path.equals(base + "/docs") || path.startsWith(base + "/docs/");
    }

    private boolean maySee(ContractRequest request, String deviceId) {
        String customer = request.getHeader("hub-customer");
        return customer.isEmpty() || visibility.visible(customer, deviceId);
    }

    private void unknown(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        List<String> methods = contract.methods(path);
        if (methods.isEmpty()) {
            ProblemWriter.write(
                    request, response, 404, "the API has no such path; see " + contract.basePath() + "/docs");
        } else {
            response.setHeader("Allow", String.join(", ", methods));
            ProblemWriter.write(request, response, 405, "this path answers " + String.join(", ", methods));
        }
    }

    /** Safe: the guard in front has refused encoded slashes, percent signs and semicolons. */
    static String decode(String uri) {
        return uri.indexOf('%') < 0 && uri.indexOf('+') < 0
                ? uri
                : java.net.URLDecoder.decode(uri.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
    }
}
