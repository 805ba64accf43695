package hub.rules;

import hub.message.Alarm;
import hub.message.EscalationStep;
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

    /** Every step that an alarm of this severity may come to. */
    public List<EscalationStep> plan(Alarm alarm) {
        Map<String, Object> facts = Map.of(
                "product", alarm.productId(),
                "rule", alarm.ruleId(),
                "class", alarm.alarmClass(),
                "severity", alarm.severity());
        return book.decide(DecisionKind.ESCALATION, alarm.productId(), facts).stream()
                .map(EscalationPlanner::step)
                .toList();
    }

    private static EscalationStep step(DecisionRow row) {
        return new EscalationStep(
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
