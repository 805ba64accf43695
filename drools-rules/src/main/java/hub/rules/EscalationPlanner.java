package hub.rules;

import hub.message.Alarm;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Decides by the escalation tables in force who is told about an alarm, when and how, and when a technician is sent. */
public final class EscalationPlanner {
    private static final String DISPATCH = "dispatch";

    private final DecisionBook book;

    public EscalationPlanner(DecisionBook book) {
        this.book = book;
    }

    /**
     * One step of an escalation.
     *
     * @param row the row's name, which with the alarm names the step
     * @param when from which moment the delay counts and while what is true it is taken: {@code raised}, {@code
     *     unacknowledged}, {@code unresolved}, {@code not-recovered} or {@code over}
     * @param after the delay
     * @param repeat the time between repetitions
     * @param times how often it is taken at most
     * @param hours the hours of the day in which it is taken, such as {@code 8-18}; empty for all
     * @param dispatch whether a technician is sent rather than somebody told
     * @param targets whom it tells
     * @param channels how; empty leaves it to the targets' own
     * @param level how high it escalates
     * @param reason the table, version, cell and name of the row
     */
    public record Step(
            String row,
            String when,
            Duration after,
            Duration repeat,
            int times,
            String hours,
            boolean dispatch,
            List<String> targets,
            List<String> channels,
            int level,
            String reason) {}

    /** Every step that an alarm of this severity may come to. */
    public List<Step> plan(Alarm alarm) {
        Map<String, Object> facts = Map.of(
                "product", alarm.productId(),
                "rule", alarm.ruleId(),
                "class", alarm.alarmClass(),
                "severity", alarm.severity());
        return book.decide(DecisionKind.ESCALATION, alarm.productId(), facts).stream()
                .map(EscalationPlanner::step)
                .toList();
    }

    private static Step step(DecisionRow row) {
        return new Step(
                row.name(),
                row.text("when").isEmpty() ? "unresolved" : row.text("when"),
                seconds(row, "after"),
                seconds(row, "repeat"),
                row.text("repeat").isEmpty() ? 1 : (int) row.number("times", Integer.MAX_VALUE),
                row.text("hours"),
                row.text("step").equals(DISPATCH),
                row.words("targets"),
                row.words("channels"),
                (int) row.number("level", 1),
                row.reason());
    }

    private static Duration seconds(DecisionRow row, String answer) {
        return Duration.ofMillis(Math.round(row.number(answer, 0) * 1000));
    }
}
