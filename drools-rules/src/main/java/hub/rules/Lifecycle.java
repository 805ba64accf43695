package hub.rules;

import hub.message.AlarmExplanation;
import hub.message.AlarmState;
import hub.message.AlarmTransition;
import hub.message.Severity;
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
    private static final long REPEAT_WRITE = 5_000;

    private final FaultChanges changes;

    Lifecycle(FaultChanges changes) {
        this.changes = changes;
    }

    void apply(Reading reading, ProductRules rules) {
        List<Reading.Verdict> verdicts = reading.verdicts();
        for (int i = 0; i < verdicts.size(); i++) {
            if (isFirstOfItsAlarm(verdicts, i)) {
                met(reading, rules, verdicts.get(i));
            }
        }
        if (changes.hasOrphans()) {
            rules.alarms().stream()
                    .filter(rule -> !isMet(verdicts, rule) && reading.device().fault(rule) == null)
                    .forEach(rule -> orphan(reading.device(), rule, ""));
        }
        List<Fault> faults = reading.device().faults();
        for (int i = faults.size() - 1; i >= 0; i--) {
            if (!isMet(verdicts, faults.get(i).rule())) {
                missed(reading, rules, faults.get(i));
            }
        }
    }

    private void met(Reading reading, ProductRules rules, Reading.Verdict first) {
        long arrival = reading.telemetry().ingestTimestamp();
        String rule = first.row().alarm();
        Fault fault = reading.device().fault(rule);
        if (fault != null && fault.isOver()) {
            if (arrival < fault.cooldownUntil) {
                return;
            }
            changes.removed(reading.device(), fault);
            fault = null;
        }
        String id = "";
        if (fault == null || fault.orphaned) {
            id = AlarmIdentity.of(
                    reading.device().deviceId(), rule, reading.telemetry().id());
            fault = fault == null ? orphan(reading.device(), rule, id) : unlessBegunHere(reading.device(), fault, id);
        }
        boolean begins = fault == null;
        if (begins) {
            fault = begin(reading, first, id);
        }
        fault.seen(
                reading.telemetry().deviceTimestamp(),
                reading.metric(first.row().metric()));
        Reading.Verdict worst = weigh(reading, rules, fault);
        if (fault.isPending()) {
            pending(reading, fault, worst, begins);
        } else {
            repeat(reading, fault, worst);
        }
    }

    /** An alarm that only the store remembers goes on, unless this very reading began it: then it begins anew, the same. */
    private Fault orphan(DeviceState device, String rule, String id) {
        Fault orphan = changes.orphan(device.deviceId(), rule);
        if (orphan == null || orphan.id.equals(id)) {
            return null;
        }
        orphan.orphaned = true;
        device.add(orphan);
        changes.remembered(orphan);
        return orphan;
    }

    private Fault unlessBegunHere(DeviceState device, Fault orphan, String id) {
        if (!orphan.id.equals(id)) {
            return orphan;
        }
        changes.removed(device, orphan);
        return null;
    }

    private static Fault begin(Reading reading, Reading.Verdict first, String id) {
        Fault fault = new Fault(
                id,
                reading.device().deviceId(),
                reading.telemetry().productId(),
                first.row().alarm());
        fault.raisedAt = reading.telemetry().deviceTimestamp();
        fault.adopt(first.row(), first.severity(), Explanations.of(first, reading));
        reading.device().add(fault);
        return fault;
    }

    /** Tells every row of the alarm whether it was met; returns the worst one that is satisfied, or null. */
    private Reading.Verdict weigh(Reading reading, ProductRules rules, Fault fault) {
        long arrival = reading.telemetry().ingestTimestamp();
        Reading.Verdict worst = null;
        boolean stretchBegan = false;
        for (RuleRow row : rules.rowsOf(fault.rule())) {
            Reading.Verdict verdict = verdict(reading.verdicts(), row);
            if (verdict == null) {
                miss(reading, fault, row);
                continue;
            }
            boolean satisfied = true;
            if (!row.dampening().isNone()) {
                Damper damper = fault.damper(row.name());
                stretchBegan |= damper.hit(
                        arrival, row, damper.since() == Damper.NEVER ? Explanations.of(verdict, reading) : null);
                satisfied = damper.isSatisfied(row, arrival);
            }
            if (satisfied && (worst == null || verdict.severity().compareTo(worst.severity()) > 0)) {
                worst = verdict;
            }
        }
        if (stretchBegan) {
            changes.remembered(fault);
        }
        return worst;
    }

    private void pending(Reading reading, Fault fault, Reading.Verdict worst, boolean begins) {
        long arrival = reading.telemetry().ingestTimestamp();
        long at = reading.telemetry().deviceTimestamp();
        if (begins && worst == null) {
            fault.move(AlarmState.PENDING, at, BY_RULE, fault.explanation.text());
            changes.changed(fault, arrival);
        } else if (worst != null) {
            fault.adopt(worst.row(), worst.severity(), Explanations.of(worst, reading));
            fault.move(AlarmState.ACTIVE, at, BY_RULE, fault.explanation.text());
            changes.changed(fault, arrival);
        } else {
            changes.progressed(fault);
        }
    }

    private void repeat(Reading reading, Fault fault, Reading.Verdict worst) {
        long arrival = reading.telemetry().ingestTimestamp();
        fault.clearSince = Damper.NEVER;
        if (worst != null && worst.severity().compareTo(fault.severity) > 0) {
            long at = reading.telemetry().deviceTimestamp();
            rise(fault, worst.row(), worst.severity(), Explanations.of(worst, reading), at, arrival);
        } else if (arrival - fault.writtenAt >= REPEAT_WRITE) {
            changes.changed(fault, arrival);
        } else {
            fault.unwritten = true;
            changes.progressed(fault);
        }
    }

    private void rise(Fault fault, RuleRow row, Severity severity, AlarmExplanation why, long at, long arrival) {
        String before = Words.severity(fault.severity);
        fault.adopt(row, severity, why);
        Instant when = Instant.ofEpochMilli(at);
        fault.history.add(new AlarmTransition(when, before, Words.severity(severity), BY_RULE, why.text()));
        changes.changed(fault, arrival);
    }

    private void missed(Reading reading, ProductRules rules, Fault fault) {
        boolean concerned = false;
        for (RuleRow row : rules.rowsOf(fault.rule())) {
            concerned |= miss(reading, fault, row);
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

    private static boolean miss(Reading reading, Fault fault, RuleRow row) {
        if (!reading.concerns(row)) {
            return false;
        }
        if (!row.dampening().isNone()) {
            fault.damper(row.name()).miss(row);
        }
        return true;
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
        if (row == null || !reading.concerns(row)) {
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
        fault.clearedAt = at;
        fault.clearSince = Damper.NEVER;
        fault.dampers.clear();
        fault.move(AlarmState.CLEARED, at, by, cause);
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
        raiseHeld(fault, rules, clock);
        RuleRow row = rules.row(fault.row);
        boolean clears = !fault.isPending()
                && row != null
                && fault.clearSince != Damper.NEVER
                && clock - fault.clearSince >= row.clearing().forMillis();
        if (clears) {
            clear(device, fault, row, clock, clock, BY_RULE, row.clearing().inWords());
        } else if (fault.unwritten && clock - fault.writtenAt >= REPEAT_WRITE) {
            changes.changed(fault, clock);
        }
    }

    private void raiseHeld(Fault fault, ProductRules rules, long clock) {
        for (Damper damper : fault.dampers) {
            RuleRow row = rules.row(damper.row());
            boolean held = row != null && damper.since() != Damper.NEVER && damper.isSatisfied(row, clock);
            if (!held || !fault.isPending() && row.severity().compareTo(fault.severity) <= 0) {
                continue;
            }
            if (fault.isPending()) {
                fault.adopt(row, row.severity(), damper.explanation());
                fault.move(AlarmState.ACTIVE, clock, BY_RULE, fault.explanation.text());
                changes.changed(fault, clock);
            } else {
                rise(fault, row, row.severity(), damper.explanation(), clock, clock);
            }
        }
    }

    private void forgetWhenCool(DeviceState device, Fault fault, long clock) {
        if (clock >= fault.cooldownUntil) {
            changes.removed(device, fault);
        }
    }

    private static boolean isFirstOfItsAlarm(List<Reading.Verdict> verdicts, int index) {
        for (int i = 0; i < index; i++) {
            if (verdicts.get(i).row().alarm().equals(verdicts.get(index).row().alarm())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMet(List<Reading.Verdict> verdicts, String rule) {
        for (int i = 0; i < verdicts.size(); i++) {
            if (verdicts.get(i).row().alarm().equals(rule)) {
                return true;
            }
        }
        return false;
    }

    private static Reading.Verdict verdict(List<Reading.Verdict> verdicts, RuleRow row) {
        for (int i = 0; i < verdicts.size(); i++) {
            if (verdicts.get(i).row().name().equals(row.name())) {
                return verdicts.get(i);
            }
        }
        return null;
    }
}
