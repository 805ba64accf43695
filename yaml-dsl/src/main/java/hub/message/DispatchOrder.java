package hub.message;

import java.time.Instant;
import java.util.Map;

/**
 * The wish that a technician visits a device, because nothing else helped.
 *
 * @param id makes it idempotent, usually derived from the alarm
 * @param alarmId the alarm that asks for the visit
 * @param deviceId the device
 * @param productId its product
 * @param severity of the alarm
 * @param summary what the technician should know first
 * @param evidence attempts, readings and times so far
 * @param requestedBy a user's name, or {@code escalation}
 * @param at when it was asked for
 */
public record DispatchOrder(
        String id,
        String alarmId,
        String deviceId,
        String productId,
        Severity severity,
        String summary,
        Map<String, Object> evidence,
        String requestedBy,
        Instant at) {}
