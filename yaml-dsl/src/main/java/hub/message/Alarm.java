package hub.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One fault of one device under one rule, from the first hint until it is closed.
 *
 * @param id derived from device, rule and the reading that began it: a replay gives the same id
 * @param deviceId the device
 * @param productId its product
 * @param ruleId the rule (row) that raised it; with the device this is the alarm's identity while it is open
 * @param severity never lowered by a rule while open
 * @param alarmClass what it asks of people
 * @param state where it stands in its life
 * @param acknowledged whether a person has taken note
 * @param raisedAt event time of the reading that raised it (for pending: that first met the condition)
 * @param lastSeenAt event time of the last reading that met the condition
 * @param clearedAt event time of the clearing, if cleared
 * @param count how many readings met the condition since it was raised
 * @param value the value of the rule's first metric when last seen, if there was one
 * @param autoAction the action the row asks for, or empty
 * @param parameters of that action
 * @param explanation why it was raised
 * @param history every transition, oldest first
 */
public record Alarm(
        String id,
        String deviceId,
        String productId,
        String ruleId,
        Severity severity,
        AlarmClass alarmClass,
        AlarmState state,
        boolean acknowledged,
        Instant raisedAt,
        Instant lastSeenAt,
        Optional<Instant> clearedAt,
        long count,
        Optional<Object> value,
        String autoAction,
        Map<String, Object> parameters,
        AlarmExplanation explanation,
        List<AlarmTransition> history) {}
