package hub.message;

import java.time.Duration;
import java.util.Map;

/**
 * One order to one device, whatever carries it: a control message, a desired state in its shadow, or a firmware job.
 *
 * @param executionId names this execution and makes it idempotent: the same id never runs twice
 * @param deviceId the device
 * @param productId its product
 * @param kind what carries it
 * @param name the command's name, the shadow's name (empty: the classic one) or the firmware package's id
 * @param parameters of the command, the desired patch, or of the job
 * @param timeout after which it counts as timed out when the device has not ended it
 * @param retries how often it is sent again before that
 * @param requestedBy a user's name, or {@code rule}
 * @param alarmId the alarm it answers, or empty
 */
public record Command(
        String executionId,
        String deviceId,
        String productId,
        Kind kind,
        String name,
        Map<String, Object> parameters,
        Duration timeout,
        int retries,
        String requestedBy,
        String alarmId) {

    /** What carries a command. */
    public enum Kind {
        COMMAND,
        SHADOW,
        JOB
    }
}
