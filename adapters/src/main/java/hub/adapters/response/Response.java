package hub.adapters.response;

import hub.message.ActionPlan;
import hub.message.Alarm;
import hub.message.AlarmState;
import hub.message.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The answer to one alarm as it stands, within one transaction. */
final class Response {
    private static final Set<AlarmState> OVER = Set.of(AlarmState.CLEARED, AlarmState.CLOSED);

    final Alarm alarm;
    ResponseState state = ResponseState.NEW;
    Optional<Severity> plannedSeverity = Optional.empty();
    ActionPlan plan = new ActionPlan(List.of(), false, "", "");
    int step;
    int tries;
    String approvedBy = "";
    String reason = "";
    String executionId = "";
    Instant since;
    Instant verifyUntil;
    int level;
    String orderId = "";
    List<Map<String, Object>> attempts;
    List<Map<String, Object>> escalations;
    int version;
    Instant dueAt;

    Response(Alarm alarm, List<Map<String, Object>> attempts, List<Map<String, Object>> escalations) {
        this.alarm = alarm;
        this.attempts = attempts;
        this.escalations = escalations;
    }

    String id() {
        return alarm.id();
    }

    boolean alarmIsOver() {
        return OVER.contains(alarm.state());
    }

    /** The action that is to be taken or being taken. */
    Optional<ActionPlan.Step> currentStep() {
        return step < plan.steps().size() ? Optional.of(plan.steps().get(step)) : Optional.empty();
    }

    /** The newest attempt, to be completed with what became of it. */
    Optional<Map<String, Object>> lastAttempt() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    }

    int triesOf(String action) {
        return (int) attempts.stream()
                .filter(attempt -> action.equals(attempt.get("action")))
                .count();
    }

    /** What the alarm shows of its answer. */
    Map<String, Object> shape() {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("state", state.word());
        shape.put("cause", plan.cause());
        shape.put("advice", plan.advice());
        shape.put("plan", plan.steps().stream().map(ActionPlan.Step::action).toList());
        if (!reason.isEmpty()) {
            shape.put("reason", reason);
        }
        shape.put("attempts", List.copyOf(attempts));
        shape.put("escalations", List.copyOf(escalations));
        shape.put("level", level);
        if (!orderId.isEmpty()) {
            shape.put("orderId", orderId);
        }
        return shape;
    }
}
