package hub.console.hawtio;

import hub.console.Role;
import hub.console.audit.AuditTrail;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells {@link JmxRestrictor} who is behind a request to Jolokia. */
public final class JmxCallerFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient AuditTrail trail;

    /** @param trail where changes are written down */
    public JmxCallerFilter(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String name = request.getRemoteUser() == null ? "" : request.getRemoteUser();
        boolean operator = request.isUserInRole(Role.OPERATOR.name());
        boolean reader = operator || request.isUserInRole(Role.ANALYST.name());
        new JmxCaller(name, operator, reader, request.getMethod(), request.getRemoteAddr(), trail).enter();
        try {
            chain.doFilter(request, response);
        } finally {
            JmxCaller.leave();
        }
    }
}
