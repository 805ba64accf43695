package hub.rules;

import hub.message.Severity;
import hub.message.Telemetry;
import java.util.ArrayList;
import java.util.List;

/** One telemetry record on its way through the judgement: its facts go to Drools and the verdicts come back to it. */
final class Reading {
    private final Telemetry telemetry;
    private final DeviceState device;
    private final List<MetricReading> facts = new ArrayList<>(4);
    private List<Verdict> verdicts = List.of();
    private boolean failed;

    /** That a row's condition is met by this reading. */
    record Verdict(RuleRow row, Severity severity, MetricReading fact) {}

    Reading(Telemetry telemetry, DeviceState device) {
        this.telemetry = telemetry;
        this.device = device;
    }

    Telemetry telemetry() {
        return telemetry;
    }

    DeviceState device() {
        return device;
    }

    List<MetricReading> facts() {
        return facts;
    }

    Object metric(String name) {
        return telemetry.metrics().get(name);
    }

    void add(MetricReading fact) {
        facts.add(fact);
    }

    List<Verdict> verdicts() {
        return verdicts;
    }

    void met(RuleRow row, Severity severity, MetricReading fact) {
        for (Verdict verdict : verdicts) {
            if (verdict.row() == row) {
                return;
            }
        }
        if (verdicts.isEmpty()) {
            verdicts = new ArrayList<>(2);
        }
        verdicts.add(new Verdict(row, severity, fact));
    }

    /** Whether some row of that alarm is met. */
    boolean meets(String alarm) {
        for (int i = 0; i < verdicts.size(); i++) {
            if (verdicts.get(i).row().alarm().equals(alarm)) {
                return true;
            }
        }
        return false;
    }

    /** Whether no verdict before this one belongs to the same alarm. */
    boolean isFirstOfItsAlarm(int index) {
        String alarm = verdicts.get(index).row().alarm();
        for (int i = 0; i < index; i++) {
            if (verdicts.get(i).row().alarm().equals(alarm)) {
                return false;
            }
        }
        return true;
    }

    /** The verdict of that row, null when it is not met. */
    Verdict verdict(RuleRow row) {
        for (int i = 0; i < verdicts.size(); i++) {
            if (verdicts.get(i).row().name().equals(row.name())) {
                return verdicts.get(i);
            }
        }
        return null;
    }

    void forgetVerdicts() {
        verdicts = List.of();
    }

    /** Marks that a rule broke on it: it gets no verdict and becomes a dead letter. */
    void fail() {
        forgetVerdicts();
        failed = true;
    }

    boolean hasFailed() {
        return failed;
    }

    /** The fact of that metric, null when the reading has none or it came late. */
    MetricReading fact(String metric) {
        for (int i = 0; i < facts.size(); i++) {
            if (facts.get(i).getMetric().equals(metric)) {
                return facts.get(i);
            }
        }
        return null;
    }

    /** Whether the reading can say anything about the row: all it needs is there and not late. */
    boolean concerns(RuleRow row) {
        if (!row.appliesTo(telemetry.productId()) || fact(row.metric()) == null) {
            return false;
        }
        List<String> needs = row.needs();
        for (int i = 0; i < needs.size(); i++) {
            if (metric(needs.get(i)) == null) {
                return false;
            }
        }
        return true;
    }
}
