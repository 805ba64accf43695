package hub.console.hawtio;

import hub.console.audit.AuditTrail;
import java.util.Optional;

/**
 * Who is using JMX on this thread. Jolokia makes its restrictor by itself and hands it no request, so the request's
 * thread has to carry the caller.
 *
 * @param name the sign-in name
 * @param operator whether the caller runs the hub
 * @param reader whether the caller may look, but change nothing
 * @param method the HTTP method
 * @param address where the caller comes from
 * @param trail where changes are written down
 */
record JmxCaller(String name, boolean operator, boolean reader, String method, String address, AuditTrail trail) {

    private static final ThreadLocal<JmxCaller> CURRENT = new ThreadLocal<>();

    static Optional<JmxCaller> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    void enter() {
        CURRENT.set(this);
    }

    static void leave() {
        CURRENT.remove();
    }
}
