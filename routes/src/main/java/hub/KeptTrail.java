package hub;

import hub.adapters.access.AuditLine;
import hub.adapters.access.AuditLog;
import hub.console.audit.AuditEntry;
import hub.console.audit.AuditTrail;
import java.sql.SQLException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes changes into the audit log of the warm store, and always to the log {@code hub.audit} too, without their contents. */
final class KeptTrail implements AuditTrail {

    private static final Logger LOG = LoggerFactory.getLogger("hub.audit");

    private final AuditLog log;
    private final Clock clock;

    KeptTrail(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void note(AuditEntry entry) {
        LOG.info(
                "{} {} {} by {} via {} from {}: {} (request {})",
                entry.action(),
                entry.kind(),
                entry.subject(),
                entry.who(),
                entry.via(),
                entry.address(),
                entry.status(),
                entry.requestId());
        try {
            log.add(line(entry));
        } catch (SQLException | RuntimeException away) {
            LOG.error(
                    "not in the audit log, because the store does not take it ({}): request {} before {} after {}",
                    away.getMessage(),
                    entry.request(),
                    entry.before(),
                    entry.after());
        }
    }

    private AuditLine line(AuditEntry entry) {
        return new AuditLine(
                clock.instant(),
                text(entry.who()),
                entry.roles(),
                entry.via(),
                entry.address(),
                entry.action(),
                entry.kind(),
                text(entry.subject()),
                entry.status(),
                entry.requestId(),
                orNull(entry.request()),
                orNull(entry.before()),
                orNull(entry.after()));
    }

    /** PostgreSQL keeps no null characters. */
    private static String text(String text) {
        return text.replace("\u0000", "");
    }

    private static String orNull(String text) {
        return text == null || text.isEmpty() ? null : text(text);
    }
}
