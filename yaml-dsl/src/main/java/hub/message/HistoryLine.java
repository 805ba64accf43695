package hub.message;

import java.time.Instant;
import java.util.Map;

/**
 * One thing that happened to a device and is kept for years: an alarm's transition, an act on it, an order, a change of its shadow,
 * a step of a firmware job. It never changes.
 *
 * @param table the history it belongs to: {@code alarm_history}, {@code control_history} or {@code firmware_history}
 * @param id the same whenever this very thing is told again
 * @param deviceId the device, or empty where it concerns none
 * @param productId its product, or empty where that is not known
 * @param at when it happened
 * @param kind what kind of thing: {@code transition}, {@code comment}, {@code response}, {@code notice}, {@code command}, ...
 * @param actor who did it
 * @param cause why, in one sentence
 * @param document all else that is known of it
 */
public record HistoryLine(
        String table,
        String id,
        String deviceId,
        String productId,
        Instant at,
        String kind,
        String actor,
        String cause,
        Map<String, Object> document) {

    /** What alarms, the answers to them and those who were told went through. */
    public static final String ALARMS = "alarm_history";
    /** Orders and desired states, and what became of them. */
    public static final String CONTROL = "control_history";
    /** Firmware jobs, deploys and ways back. */
    public static final String FIRMWARE = "firmware_history";
}
