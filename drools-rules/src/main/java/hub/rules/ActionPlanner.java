package hub.rules;

import hub.message.ActionPlan;
import hub.message.Alarm;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decides by the action tables in force which actions, one after the other, shall end an alarm, and why it came. */
public final class ActionPlanner {
    /** An action cell that means the action the alarm's own row asks for. */
    private static final String ASKED = "asked";

    /** An action cell that means: leave it to people, whatever the rows below say. */
    private static final String NONE = "none";

    private final DecisionBook book;

    public ActionPlanner(DecisionBook book) {
        this.book = book;
    }

    /**
     * @param tried how many actions were taken for this alarm so far
     * @param today how often the device had an alarm of this rule in the last 24 hours, this one included
     */
    public ActionPlan plan(Alarm alarm, int tried, int today) {
        Map<String, ActionPlan.Step> steps = new LinkedHashMap<>();
        String cause = "";
        String advice = "";
        boolean hopeless = false;
        for (DecisionRow row : book.decide(DecisionKind.ACTION, alarm.productId(), facts(alarm, tried, today))) {
            cause = cause.isEmpty() ? row.text("cause") : cause;
            advice = advice.isEmpty() ? row.text("advice") : advice;
            if (row.text("action").equals(NONE)) {
                hopeless = steps.isEmpty();
                break;
            }
            ActionPlan.Step step = step(alarm, row);
            steps.putIfAbsent(step.action(), step);
        }
        return new ActionPlan(
                List.copyOf(steps.values()),
                hopeless,
                cause.isEmpty() ? alarm.explanation().text() : cause,
                advice.isEmpty() ? String.join(", then ", steps.keySet()) : advice);
    }

    private static Map<String, Object> facts(Alarm alarm, int tried, int today) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("product", alarm.productId());
        facts.put("rule", alarm.ruleId());
        facts.put("asked", alarm.autoAction());
        facts.put("class", alarm.alarmClass());
        facts.put("severity", alarm.severity());
        facts.put("tried", tried);
        facts.put("today", today);
        return facts;
    }

    private static ActionPlan.Step step(Alarm alarm, DecisionRow row) {
        String action = row.text("action").equals(ASKED) ? alarm.autoAction() : row.text("action");
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (action.equals(alarm.autoAction())) {
            parameters.putAll(alarm.parameters());
        }
        parameters.putAll(row.pairs("parameters"));
        return new ActionPlan.Step(action, parameters, (int) row.number("attempts", 0), row.reason());
    }
}
