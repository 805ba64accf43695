package hub.adapters.firmware;

/** Where a job stands: AWS IoT's states, and those of people who approve and pause it as hawkBit names them. */
enum JobState {
    WAITING_FOR_APPROVAL,
    APPROVAL_DENIED,
    SCHEDULED,
    IN_PROGRESS,
    PAUSED,
    COMPLETED,
    CANCELED,
    DELETION_IN_PROGRESS;

    /** Whether anything can still become of it. */
    boolean isOpen() {
        return this == WAITING_FOR_APPROVAL || this == SCHEDULED || this == IN_PROGRESS || this == PAUSED;
    }
}
