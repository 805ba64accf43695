package hub.message;

/** How bad an alarm is, worst last so that severities compare. */
public enum Severity {
    INFO,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
