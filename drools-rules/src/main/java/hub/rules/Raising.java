package hub.rules;

import hub.message.AlarmExplanation;
import hub.message.AlarmState;
import hub.message.AlarmTransition;
import hub.message.Severity;
import java.time.Instant;

/** How alarms begin, repeat and grow worse. */
final class Raising {
    private static final long REPEAT_WRITE = Lifecycle.REPEAT_WRITE;

    private final FaultChanges changes;

    Raising(FaultChanges changes) {
        this.changes = changes;
    }

    /** A reading met some row of an alarm. */
    void met(Reading reading, ProductRules rules, Reading.Verdict first) {
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
    Fault orphan(DeviceState device, String rule, String id) {
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
            Reading.Verdict verdict = reading.verdict(row);
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
            fault.move(AlarmState.PENDING, at, Lifecycle.BY_RULE, fault.explanation.text());
            changes.changed(fault, arrival);
        } else if (worst != null) {
            fault.adopt(worst.row(), worst.severity(), Explanations.of(worst, reading));
            fault.move(AlarmState.ACTIVE, at, Lifecycle.BY_RULE, fault.explanation.text());
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
        fault.history.add(new AlarmTransition(when, before, Words.severity(severity), Lifecycle.BY_RULE, why.text()));
        changes.changed(fault, arrival);
    }

    /** Tells a row that the reading does not meet it; false when the reading says nothing about it. */
    static boolean miss(Reading reading, Fault fault, RuleRow row) {
        if (!reading.concerns(row)) {
            return false;
        }
        if (!row.dampening().isNone()) {
            fault.damper(row.name()).miss(row);
        }
        return true;
    }

    /** Raises what has been held long enough by now. */
    void held(Fault fault, ProductRules rules, long clock) {
        for (Damper damper : fault.dampers) {
            RuleRow row = rules.row(damper.row());
            boolean held = row != null && damper.since() != Damper.NEVER && damper.isSatisfied(row, clock);
            if (!held || !fault.isPending() && row.severity().compareTo(fault.severity) <= 0) {
                continue;
            }
            if (fault.isPending()) {
                fault.adopt(row, row.severity(), damper.explanation());
                fault.move(AlarmState.ACTIVE, clock, Lifecycle.BY_RULE, fault.explanation.text());
                changes.changed(fault, clock);
            } else {
                rise(fault, row, row.severity(), damper.explanation(), clock, clock);
            }
        }
    }
}
