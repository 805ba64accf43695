package hub.console.audit;

/** Where changes are written down for good. */
public interface AuditTrail {

    /** Writes it down; never fails, because what was done is done. */
    void note(AuditEntry entry);
}
