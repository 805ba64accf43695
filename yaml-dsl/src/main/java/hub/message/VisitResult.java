package hub.message;

import java.time.Instant;
import java.util.Map;

/**
 * What a technician reports when the work is done, or what fresh data says about it afterwards.
 *
 * @param orderId the work order
 * @param alarmId the alarm that asked for the visit
 * @param deviceId the device
 * @param by the technician, or {@code response} for the verdict
 * @param good completed: whether the technician calls it repaired; verdict: whether fresh data agrees
 * @param resolution the resolution code, or the verdict's sentence
 * @param details parts, photos, comment, or the evidence
 * @param at when
 */
public record VisitResult(
        String orderId,
        String alarmId,
        String deviceId,
        String by,
        boolean good,
        String resolution,
        Map<String, Object> details,
        Instant at) {}
