package hub.adapters.response;

import hub.message.ActionPlan;
import hub.message.EscalationStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the tables what shall be done about an alarm and lays out the steps. */
final class Planning {
    private static final String RAISED = "raised";
    private static final List<String> FROM_THE_BEGINNING = List.of(RAISED, "unacknowledged", "unresolved");

    private final ResponsePlanner planner;
    private final RecentActions recent;
    private final Changes changes;

    Planning(ResponsePlanner planner, RecentActions recent, Changes changes) {
        this.planner = planner;
        this.recent = recent;
        this.changes = changes;
    }

    /** The first plan. */
    void plan(Response response) {
        response.plan = decide(response);
        layOut(response);
        boolean none = response.plan.steps().isEmpty() && !response.plan.hopeless();
        String cause =
                none ? "no action is planned" : "cause: " + response.plan.cause() + "; action: " + words(response);
        changes.state(
                response,
                none ? ResponseState.WATCHING : ResponseState.PLANNED,
                AlarmResponses.BY,
                cause,
                Map.of("steps", response.plan.steps()));
        response.dueAt = none ? null : changes.now();
    }

    private static String words(Response response) {
        return response.plan.advice().isEmpty() ? "none" : response.plan.advice();
    }

    /** The alarm has grown worse: what is under way goes on, what was not tried yet follows. */
    void planAgain(Response response) {
        Optional<ActionPlan.Step> current = response.state.isBusy() ? response.currentStep() : Optional.empty();
        ActionPlan fresh = decide(response);
        List<ActionPlan.Step> steps = new ArrayList<>(current.stream().toList());
        fresh.steps().stream()
                .filter(step -> response.triesOf(step.action()) == 0)
                .forEach(steps::add);
        response.plan = new ActionPlan(steps, fresh.hopeless(), fresh.cause(), fresh.advice());
        response.step = 0;
        layOut(response);
        boolean act = !response.state.isBusy() && response.state != ResponseState.DISPATCHED && !steps.isEmpty();
        changes.state(
                response,
                act ? ResponseState.PLANNED : response.state,
                AlarmResponses.BY,
                "planned again, the alarm is now "
                        + response.alarm.severity().name().toLowerCase(java.util.Locale.ROOT),
                Map.of("steps", steps));
        if (act) {
            response.tries = 0;
            response.dueAt = changes.now();
        }
    }

    private ActionPlan decide(Response response) {
        response.plannedSeverity = Optional.of(response.alarm.severity());
        return planner.actions(
                response.alarm,
                response.attempts.size(),
                recent.alarmsToday(response.alarm.deviceId(), response.alarm.ruleId()));
    }

    private void layOut(Response response) {
        boolean flapping = recent.isFlapping(response.alarm.deviceId(), response.alarm.ruleId());
        for (EscalationStep step : planner.escalations(response.alarm)) {
            if (step.moment().equals(RAISED) && flapping) {
                changes.suppressed(response, "flapping");
            } else {
                boolean counts = FROM_THE_BEGINNING.contains(step.moment());
                changes.escalation(response, step, counts ? changes.now().plus(step.after()) : null);
            }
        }
    }
}
