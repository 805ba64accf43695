package hub.console.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * Gives routes below {@code /things} a request without the client's headers, which could pass for parameters: the path, the
 * query as text, the body and the caller, who is nobody when a device asks with its key.
 */
public final class ThingFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient Callers callers;
    private final int bodyLimit;

    /** @param bodyLimit in bytes */
    public ThingFilter(Callers callers, int bodyLimit) {
        this.callers = callers;
        this.bodyLimit = bodyLimit;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        byte[] body = request.getInputStream().readNBytes(bodyLimit + 1);
        if (body.length > bodyLimit) {
            ProblemWriter.write(request, response, 413, "the body may have at most " + bodyLimit + " bytes");
            return;
        }
        String path = ContractFilter.decode(request.getRequestURI());
        chain.doFilter(new ContractRequest(request, path, Map.of(), body, callers.of(request)), response);
    }
}
