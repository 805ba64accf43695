package hub.console.hawtio;

import hub.console.audit.AuditEntry;
import java.util.Optional;
import javax.management.ObjectName;
import org.jolokia.server.core.restrictor.AllowAllRestrictor;

/**
 * Decides every single JMX access that comes over HTTP: readers look, only an operator changes, nobody touches what {@link
 * JmxRules} closes, nothing is changed by GET, and every operation is written to the audit log. Named in
 * {@code management.endpoint.jolokia.config.restrictorClass}.
 */
public final class JmxRestrictor extends AllowAllRestrictor {

    @Override
    public boolean isAttributeReadAllowed(ObjectName name, String attribute) {
        return reader().isPresent() && !JmxRules.closed(name) && !JmxRules.secret(name, attribute);
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName name, String attribute) {
        return changes(name, "set " + attribute);
    }

    @Override
    public boolean isOperationAllowed(ObjectName name, String operation) {
        if (reader().isPresent() && (JmxRules.question(name, operation) || JmxRules.look(name, operation))) {
            return true;
        }
        return changes(name, operation);
    }

    @Override
    public boolean isObjectNameHidden(ObjectName name) {
        return JmxRules.closed(name);
    }

    /** Jolokia is called by its own page only. */
    @Override
    public boolean isOriginAllowed(String origin, boolean strict) {
        return !strict || super.isOriginAllowed(origin, true);
    }

    private static boolean changes(ObjectName name, String operation) {
        Optional<JmxCaller> caller = operator().filter(each -> each.method().equals("POST"));
        boolean allowed = caller.isPresent() && !JmxRules.closed(name);
        JmxCaller.current()
                .ifPresent(who -> who.trail()
                        .note(new AuditEntry(
                                who.name(),
                                "",
                                "jmx",
                                who.address(),
                                "jmx " + operation,
                                "jmx",
                                name.toString(),
                                allowed ? 200 : 403,
                                "",
                                "",
                                "",
                                "")));
        return allowed;
    }

    private static Optional<JmxCaller> reader() {
        return JmxCaller.current().filter(JmxCaller::reader);
    }

    private static Optional<JmxCaller> operator() {
        return JmxCaller.current().filter(JmxCaller::operator);
    }
}
