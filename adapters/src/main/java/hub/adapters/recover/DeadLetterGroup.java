package hub.adapters.recover;

import java.time.Instant;

/**
 * Open dead letters with one cause.
 *
 * @param letters how many there are
 * @param newest the id of the newest one
 * @param deviceId the newest one's device, or empty
 * @param problem the newest one's first problem, or empty
 */
public record DeadLetterGroup(
        String stage,
        String reason,
        String route,
        String productId,
        long letters,
        Instant firstAt,
        Instant lastAt,
        String newest,
        String deviceId,
        String problem) {}
