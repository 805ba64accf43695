package hub.message;

import java.time.Instant;
import java.util.Map;

/**
 * How an execution of a {@link Command} ended.
 *
 * @param executionId the command's
 * @param deviceId the device
 * @param status how it ended
 * @param reason why, for people; empty when there is nothing to say
 * @param result what the device gave back
 * @param at when the device, or the timer, ended it
 */
public record CommandResult(
        String executionId, String deviceId, Status status, String reason, Map<String, Object> result, Instant at) {

    /** The ends of an execution. */
    public enum Status {
        SUCCEEDED,
        FAILED,
        REJECTED,
        TIMED_OUT,
        CANCELED
    }
}
