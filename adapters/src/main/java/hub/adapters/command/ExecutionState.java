package hub.adapters.command;

import hub.message.CommandResult;
import java.util.Locale;
import java.util.Optional;

/** The life of one execution; the names are those of AWS IoT Commands with the queue's states in front. */
enum ExecutionState {
    QUEUED,
    SENT,
    IN_PROGRESS,
    SUCCEEDED,
    FAILED,
    REJECTED,
    TIMED_OUT,
    EXPIRED,
    CANCELED;

    boolean ended() {
        return compareTo(IN_PROGRESS) > 0;
    }

    /** What a device may report, in whatever case it writes it. */
    static Optional<ExecutionState> reported(String text) {
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "IN_PROGRESS", "ACCEPTED", "RECEIVED" -> Optional.of(IN_PROGRESS);
            case "SUCCEEDED", "SUCCESS", "OK" -> Optional.of(SUCCEEDED);
            case "FAILED", "FAILURE", "ERROR" -> Optional.of(FAILED);
            case "REJECTED" -> Optional.of(REJECTED);
            case "TIMED_OUT", "TIMEOUT" -> Optional.of(TIMED_OUT);
            default -> Optional.empty();
        };
    }

    CommandResult.Status status() {
        return this == EXPIRED ? CommandResult.Status.TIMED_OUT : CommandResult.Status.valueOf(name());
    }
}
