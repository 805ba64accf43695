package hub.rules;

import hub.message.AlarmState;
import java.time.Instant;
import java.util.List;

/**
 * What becomes of alarms when readings meet a rule or do not: plain Java behind Drools' verdicts.
 *
 * <p>Held conditions, clear times and cooldowns run on the clock of arrival, so a device whose clock is wrong cannot
 * hasten or delay them; times shown to people are event times.
 */
final class Lifecycle {
    static final String BY_RULE = "rule";
    static final long REPEAT_WRITE = 5_000;

    private final FaultChanges changes;
    private final Raising raising;

    Lifecycle(FaultChanges changes) {
        this.changes = changes;
        this.raising = new Raising(changes);
    }

    void apply(Reading reading, ProductRules rules) {
        List<Reading.Verdict> verdicts = reading.verdicts();
        for (int i = 0; i < verdicts.size(); i++) {
            if (reading.isFirstOfItsAlarm(i)) {
                raising.met(reading, rules, verdicts.get(i));
            }
        }
        if (changes.hasOrphans()) {
            rules.alarms().stream()
                    .filter(rule -> !reading.meets(rule) && reading.device().fault(rule) == null)
                    .forEach(rule -> raising.orphan(reading.device(), rule, ""));
        }
        List<Fault> faults = reading.device().faults();
        for (int i = faults.size() - 1; i >= 0; i--) {
            if (!reading.meets(faults.get(i).rule())) {
                missed(reading, rules, faults.get(i));
            }
        }
    }

    private void missed(Reading reading, ProductRules rules, Fault fault) {
        boolean concerned = false;
        for (RuleRow row : rules.rowsOf(fault.rule())) {
            concerned |= Raising.miss(reading, fault, row);
        }
        if (!concerned) {
            return;
        }
        long arrival = reading.telemetry().ingestTimestamp();
        long at = reading.telemetry().deviceTimestamp();
        if (fault.isPending()) {
            lapse(reading.device(), fault, at, arrival);
        } else if (fault.isOver()) {
            forgetWhenCool(reading.device(), fault, arrival);
        } else {
            clearing(reading, rules, fault, at, arrival);
        }
    }

    private void lapse(DeviceState device, Fault fault, long at, long arrival) {
        if (fault.dampers.stream().allMatch(Damper::isIdle)) {
            fault.clearedAt = at;
            fault.move(AlarmState.CLOSED, at, BY_RULE, "the condition did not hold long or often enough");
            changes.changed(fault, arrival);
            changes.removed(device, fault);
        } else {
            changes.progressed(fault);
        }
    }

    private void clearing(Reading reading, ProductRules rules, Fault fault, long at, long arrival) {
        RuleRow row = rules.row(fault.row);
        if (row == null || !reading.concerns(row) || fault.awaitsVisit()) {
            return;
        }
        if (!row.clearing().isMetBy(reading::metric)) {
            fault.clearSince = Damper.NEVER;
            changes.progressed(fault);
            return;
        }
        if (fault.clearSince == Damper.NEVER) {
            fault.clearSince = arrival;
        }
        if (arrival - fault.clearSince >= row.clearing().forMillis()) {
            Object value = reading.metric(row.metric());
            String seen = row.metric() + " " + Words.value(value);
            clear(
                    reading.device(),
                    fault,
                    row,
                    at,
                    arrival,
                    BY_RULE,
                    row.clearing().inWords() + " (" + seen + ")");
        } else {
            changes.progressed(fault);
        }
    }

    /** Ends an open alarm; without cooldown it is forgotten at once. */
    void clear(DeviceState device, Fault fault, RuleRow row, long at, long arrival, String by, String cause) {
        end(device, fault, row, AlarmState.CLEARED, at, arrival, by, cause);
    }

    /** Takes an open alarm a step further, without ending it. */
    void move(Fault fault, AlarmState to, long at, String by, String cause) {
        fault.move(to, at, by, cause);
        changes.changed(fault, Math.max(fault.writtenAt, at));
    }

    /** Ends an open alarm in one of the states that are an end. */
    void end(
            DeviceState device,
            Fault fault,
            RuleRow row,
            AlarmState end,
            long at,
            long arrival,
            String by,
            String cause) {
        fault.clearedAt = at;
        fault.clearSince = Damper.NEVER;
        fault.dampers.clear();
        fault.move(end, at, by, cause);
        long cooldown = row == null ? 0 : row.clearing().cooldownMillis();
        fault.cooldownUntil = arrival + cooldown;
        changes.changed(fault, arrival);
        if (cooldown == 0) {
            changes.removed(device, fault);
        }
    }

    void acknowledge(Fault fault, String by, long at) {
        if (!fault.acknowledged) {
            fault.acknowledged = true;
            fault.history.add(OperatorAct.acknowledgement(fault.state, by, Instant.ofEpochMilli(at)));
            changes.changed(fault, Math.max(fault.writtenAt, at));
        }
    }

    /** What time alone brings about, without new data. */
    void tick(DeviceState device, Fault fault, ProductRules rules, long clock) {
        if (fault.isOver()) {
            forgetWhenCool(device, fault, clock);
            return;
        }
        raising.held(fault, rules, clock);
        RuleRow row = rules.row(fault.row);
        boolean clears = !fault.isPending()
                && !fault.awaitsVisit()
                && row != null
                && fault.clearSince != Damper.NEVER
                && clock - fault.clearSince >= row.clearing().forMillis();
        if (clears) {
            clear(device, fault, row, clock, clock, BY_RULE, row.clearing().inWords());
        } else if (fault.unwritten && clock - fault.writtenAt >= REPEAT_WRITE) {
            changes.changed(fault, clock);
        }
    }

    private void forgetWhenCool(DeviceState device, Fault fault, long clock) {
        if (clock >= fault.cooldownUntil) {
            changes.removed(device, fault);
        }
    }
}
