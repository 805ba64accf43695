package hub.adapters.firmware;

import java.util.Set;

/** Where one device stands in one job; all but {@link #WAITING} (its wave has not come yet) are AWS IoT's. */
enum ExecutionStatus {
    WAITING,
    QUEUED,
    IN_PROGRESS,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    REJECTED,
    REMOVED,
    CANCELED;

    static final Set<ExecutionStatus> SET_BY_DEVICES = Set.of(IN_PROGRESS, FAILED, SUCCEEDED, REJECTED);

    /** Nothing follows. */
    boolean isTerminal() {
        return ordinal() >= SUCCEEDED.ordinal();
    }

    /** Whether the device can see the execution and has not ended it. */
    boolean isPending() {
        return this == QUEUED || this == IN_PROGRESS;
    }

    /** Whether a device may say that it stands at {@code next} now. */
    boolean mayBecome(ExecutionStatus next) {
        return isPending() && SET_BY_DEVICES.contains(next);
    }

    /** Whether the end counts among the executed things, of which success rates and abort criteria are taken. */
    boolean isExecuted() {
        return this == SUCCEEDED || this == FAILED || this == TIMED_OUT || this == REJECTED;
    }
}
