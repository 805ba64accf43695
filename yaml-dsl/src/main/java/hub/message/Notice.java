package hub.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Something that somebody shall be told once.
 *
 * @param id makes it idempotent: the same id is never told twice
 * @param template which words: {@code alarm-raised}, {@code alarm-escalated}, {@code alarm-cleared}, {@code visit-assigned},
 *     {@code visit-announced}, {@code visit-completed} ...
 * @param target whom: {@code team:service}, {@code user:lee}, {@code technician:t-17}, {@code customer:c-1}
 * @param channels how, in order of preference; empty leaves it to the target's own
 * @param alarmId the alarm it is about, or empty
 * @param deviceId the device it is about, or empty
 * @param severity of the alarm
 * @param values what the template speaks of
 * @param at when it became due
 */
public record Notice(
        String id,
        String template,
        String target,
        List<String> channels,
        String alarmId,
        String deviceId,
        Severity severity,
        Map<String, Object> values,
        Instant at) {}
