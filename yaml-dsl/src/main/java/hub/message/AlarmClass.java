package hub.message;

/** What an alarm asks of people: act now, keep watching, or merely know. */
public enum AlarmClass {
    IMMEDIATE,
    MONITORING,
    INFORMATIONAL
}
