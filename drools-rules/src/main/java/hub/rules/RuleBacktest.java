package hub.rules;

import hub.message.Alarm;
import hub.message.Telemetry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Judges stored readings by two versions of an alarm table side by side, with the judge that judges live, and tells where
 * they differ. Device by device: {@link #begin}, {@link #judge} in the order of arrival, {@link #end}.
 *
 * <p>An alarm of one version is the same as the other's when both are of one device and rule and their times overlap.
 */
public final class RuleBacktest {
    private final BacktestSide before;
    private final BacktestSide after;
    private final Instant from;
    private final int most;
    private final Map<String, Counts> rules = new TreeMap<>();
    private final List<Finding> added = new ArrayList<>();
    private final List<Finding> lost = new ArrayList<>();

    /** How often a rule raised an alarm. */
    public record Counts(int before, int after, int same, int changed, int added, int lost) {

        private Counts plus(Counts more) {
            return new Counts(
                    before + more.before,
                    after + more.after,
                    same + more.same,
                    changed + more.changed,
                    added + more.added,
                    lost + more.lost);
        }
    }

    /** An alarm that only one version raises. */
    public record Finding(
            String deviceId,
            String rule,
            String severity,
            Instant raisedAt,
            Optional<Instant> clearedAt,
            Optional<Object> value,
            String text) {

        private static Finding of(Alarm alarm) {
            return new Finding(
                    alarm.deviceId(),
                    alarm.ruleId(),
                    Words.severity(alarm.severity()),
                    alarm.raisedAt(),
                    alarm.clearedAt(),
                    alarm.value(),
                    alarm.explanation().text());
        }
    }

    /**
     * @param from alarms count when they are raised then or later; earlier readings only warm the memory up
     * @param most how many new and how many lost alarms are listed; all are counted
     * @throws RuleTableException when one of the versions does not compile
     */
    public RuleBacktest(RuleTable before, RuleTable after, Instant from, int most) {
        this.before = new BacktestSide(before);
        this.after = new BacktestSide(after);
        this.from = from;
        this.most = most;
    }

    /** A device's readings follow. */
    public void begin() {
        before.begin();
        after.begin();
    }

    /** The device's next reading. */
    public void judge(Telemetry reading) {
        before.judge(reading);
        after.judge(reading);
    }

    /** No more readings of this device until then. */
    public void end(Instant until) {
        before.passTo(until.toEpochMilli());
        after.passTo(until.toEpochMilli());
        List<Alarm> old = before.raised();
        List<Alarm> now = after.raised();
        for (Alarm alarm : old) {
            if (!alarm.raisedAt().isBefore(from)) {
                Optional<Alarm> twin = twin(alarm, now);
                boolean changed = twin.filter(other -> other.severity() != alarm.severity())
                        .isPresent();
                count(alarm, new Counts(1, 0, twin.isPresent() ? 1 : 0, changed ? 1 : 0, 0, twin.isPresent() ? 0 : 1));
                note(alarm, twin, lost);
            }
        }
        for (Alarm alarm : now) {
            if (!alarm.raisedAt().isBefore(from)) {
                Optional<Alarm> twin = twin(alarm, old);
                count(alarm, new Counts(0, 1, 0, 0, twin.isPresent() ? 0 : 1, 0));
                note(alarm, twin, added);
            }
        }
    }

    private void count(Alarm alarm, Counts counts) {
        rules.merge(alarm.ruleId(), counts, Counts::plus);
    }

    private void note(Alarm alarm, Optional<Alarm> twin, List<Finding> list) {
        if (twin.isEmpty() && list.size() < most) {
            list.add(Finding.of(alarm));
        }
    }

    private static Optional<Alarm> twin(Alarm alarm, List<Alarm> others) {
        return others.stream()
                .filter(other -> other.ruleId().equals(alarm.ruleId()))
                .filter(other -> !other.raisedAt().isAfter(end(alarm))
                        && !alarm.raisedAt().isAfter(end(other)))
                .findFirst();
    }

    private static Instant end(Alarm alarm) {
        return alarm.clearedAt().orElse(Instant.MAX);
    }

    /** Counts by rule. */
    public Map<String, Counts> rules() {
        return rules;
    }

    /** Alarms that only the later version raises. */
    public List<Finding> added() {
        return added;
    }

    /** Alarms that only the earlier version raises. */
    public List<Finding> lost() {
        return lost;
    }

    /** On how many readings a rule of the later version broke. */
    public long failed() {
        return after.failed();
    }
}
