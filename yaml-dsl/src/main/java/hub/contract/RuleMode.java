package hub.contract;

/** What happens to a reading that breaks a rule, because a new rule is better watched before it refuses data. */
public enum RuleMode {
    /** The reading becomes a dead letter. */
    ENFORCE,
    /** The reading goes on; the violation is counted and shown. */
    WARN
}
