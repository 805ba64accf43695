package hub.rules;

import hub.message.Alarm;
import hub.message.AlarmClass;
import hub.message.AlarmExplanation;
import hub.message.AlarmState;
import hub.message.AlarmTransition;
import hub.message.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An alarm as it lives in memory: what is published of it, and the clocks that decide what comes next. */
final class Fault {
    final String id;
    final String deviceId;
    final String productId;
    final String rule;
    String row = "";
    Severity severity = Severity.INFO;
    AlarmClass alarmClass = AlarmClass.INFORMATIONAL;
    AlarmState state = AlarmState.PENDING;
    boolean acknowledged;
    long raisedAt;
    long lastSeenAt;
    long clearedAt = Damper.NEVER;
    long count;
    Object value;
    String action = "";
    Map<String, Object> parameters = Map.of();
    AlarmExplanation explanation;
    final List<AlarmTransition> history = new ArrayList<>(2);
    final List<Damper> dampers = new ArrayList<>(1);

    /** Since when (arrival) the clear condition holds. */
    long clearSince = Damper.NEVER;
    /** Until when (arrival) a cleared alarm keeps a new one from beginning. */
    long cooldownUntil = Damper.NEVER;
    /** When (arrival) it was last handed out to be stored. */
    long writtenAt;
    /** Whether it came from the store because the memory did not know it. */
    boolean orphaned;

    /** Whether it was seen again since. */
    boolean unwritten;

    Fault(String id, String deviceId, String productId, String rule) {
        this.id = id;
        this.deviceId = deviceId;
        this.productId = productId;
        this.rule = rule;
    }

    String rule() {
        return rule;
    }

    boolean isPending() {
        return state == AlarmState.PENDING;
    }

    /** Whether it is over and only keeps its successor waiting. */
    boolean isOver() {
        return state == AlarmState.CLEARED || state == AlarmState.CLOSED;
    }

    /** Whether a technician is on it: then his report and fresh data end it, not a reading that happens to be good. */
    boolean awaitsVisit() {
        return state == AlarmState.DISPATCHED || state == AlarmState.RESOLVED;
    }

    /** Whether time alone may change it. */
    boolean isTimed() {
        return isPending()
                || isOver()
                || unwritten
                || clearSince != Damper.NEVER
                || dampers.stream().anyMatch(damper -> damper.since() != Damper.NEVER);
    }

    Damper damper(String rowName) {
        for (int i = 0; i < dampers.size(); i++) {
            if (dampers.get(i).row().equals(rowName)) {
                return dampers.get(i);
            }
        }
        Damper added = new Damper(rowName);
        dampers.add(added);
        return added;
    }

    void seen(long eventTime, Object newValue) {
        lastSeenAt = eventTime;
        count++;
        value = newValue;
    }

    /** Takes on what a row says, as its raising or as a rise of its severity. */
    void adopt(RuleRow from, Severity how, AlarmExplanation why) {
        row = from.name();
        severity = how;
        alarmClass = from.alarmClass();
        action = from.action();
        parameters = from.parameters();
        explanation = why;
    }

    void move(AlarmState next, long at, String by, String cause) {
        String from = history.isEmpty() ? "" : Words.state(state);
        history.add(new AlarmTransition(Instant.ofEpochMilli(at), from, Words.state(next), by, cause));
        state = next;
    }

    Alarm toAlarm() {
        return new Alarm(
                id,
                deviceId,
                productId,
                rule,
                severity,
                alarmClass,
                state,
                acknowledged,
                Instant.ofEpochMilli(raisedAt),
                Instant.ofEpochMilli(lastSeenAt),
                clearedAt == Damper.NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(clearedAt)),
                count,
                Optional.ofNullable(value),
                action,
                parameters,
                explanation,
                List.copyOf(history));
    }

    /** An alarm that the store knows as open although the memory does not. */
    static Fault of(Alarm alarm) {
        Fault fault = new Fault(alarm.id(), alarm.deviceId(), alarm.productId(), alarm.ruleId());
        fault.row = alarm.ruleId();
        fault.severity = alarm.severity();
        fault.alarmClass = alarm.alarmClass();
        fault.state = alarm.state();
        fault.acknowledged = alarm.acknowledged();
        fault.raisedAt = alarm.raisedAt().toEpochMilli();
        fault.lastSeenAt = alarm.lastSeenAt().toEpochMilli();
        alarm.clearedAt().ifPresent(at -> fault.clearedAt = at.toEpochMilli());
        fault.count = alarm.count();
        fault.value = alarm.value().orElse(null);
        fault.action = alarm.autoAction();
        fault.parameters = alarm.parameters();
        fault.explanation = alarm.explanation();
        fault.history.addAll(alarm.history());
        return fault;
    }
}
