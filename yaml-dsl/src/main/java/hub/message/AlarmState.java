package hub.message;

/** The life of an alarm, in the order in which it is normally lived. */
public enum AlarmState {
    PENDING,
    ACTIVE,
    REMEDIATING,
    VERIFYING,
    CLEARED,
    ESCALATED,
    DISPATCHED,
    RESOLVED,
    CLOSED
}
