package hub.adapters.response;

import hub.message.ActionPlan;
import hub.message.Alarm;
import hub.message.AlarmState;
import hub.message.Command;
import hub.message.Notice;
import hub.product.ProductAction;
import hub.product.ProductCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the next action of a plan, if the guards allow it. */
final class Acting {
    private final ProductCatalog catalog;
    private final ResponseSettings settings;
    private final Switches switches;
    private final RecentActions recent;
    private final Changes changes;
    private final Ending ending;

    Acting(
            ProductCatalog catalog,
            ResponseSettings settings,
            Switches switches,
            RecentActions recent,
            Changes changes,
            Ending ending) {
        this.catalog = catalog;
        this.settings = settings;
        this.switches = switches;
        this.recent = recent;
        this.changes = changes;
        this.ending = ending;
    }

    void next(Response response) {
        while (response.currentStep().isPresent()) {
            ActionPlan.Step step = response.currentStep().get();
            Optional<ProductAction> action = action(catalog, response.alarm, step.action());
            if (action.isEmpty()) {
                String cause = "there is no action '" + step.action() + "' in the catalogue of product "
                        + response.alarm.productId() + "; add it or change " + step.reason();
                changes.state(response, ResponseState.PLANNED, AlarmResponses.BY, cause, Map.of());
            } else if (response.tries < tries(step, action.get())) {
                take(response, step, action.get());
                return;
            }
            response.step++;
            response.tries = 0;
            response.approvedBy = "";
        }
        ending.notRecovered(
                response,
                response.attempts.isEmpty() ? "no action can help: " + response.plan.cause() : "no action helped");
    }

    static Optional<ProductAction> action(ProductCatalog catalog, Alarm alarm, String id) {
        return catalog.find(alarm.productId()).flatMap(product -> product.spec().action(id));
    }

    private static int tries(ActionPlan.Step step, ProductAction action) {
        return step.attempts() > 0 ? step.attempts() : action.attempts();
    }

    private void take(Response response, ActionPlan.Step step, ProductAction action) {
        Optional<ActionGuard.Hold> hold =
                new ActionGuard(switches, recent, settings, changes.now()).check(response.alarm, action);
        if (hold.isPresent()) {
            hold(response, action, hold.get());
        } else if (action.approval() && response.approvedBy.isEmpty()) {
            askFor(response, action);
        } else if (switches.dryRun()) {
            changes.suppressed(response, "dry-run");
            response.dueAt = null;
            changes.state(
                    response,
                    ResponseState.WATCHING,
                    AlarmResponses.BY,
                    "dry run: would take " + action.id(),
                    Map.of());
        } else {
            start(response, step, action);
        }
    }

    private void hold(Response response, ProductAction action, ActionGuard.Hold hold) {
        response.dueAt = hold.until();
        if (response.state == ResponseState.HELD && response.reason.equals(hold.reason())) {
            changes.touch(response);
            return;
        }
        response.reason = hold.reason();
        changes.suppressed(response, hold.reason());
        changes.state(
                response,
                ResponseState.HELD,
                AlarmResponses.BY,
                action.id() + " is held back: " + hold.reason(),
                Map.of("until", hold.until()));
    }

    private void askFor(Response response, ProductAction action) {
        response.dueAt = null;
        response.reason = "approval";
        String cause =
                action.id() + " needs approval (risk " + action.risk().name().toLowerCase(java.util.Locale.ROOT) + ")";
        changes.state(response, ResponseState.WAITING_APPROVAL, AlarmResponses.BY, cause, Map.of());
        String id = response.id() + "-approval-" + action.id();
        Notice notice = Escalating.notice(
                response, id, "action-approval", AlarmResponses.APPROVERS, List.of(), cause, changes.now());
        changes.order(response.id(), ResponseOrder.Kind.NOTICE, notice);
    }

    private void start(Response response, ActionPlan.Step step, ProductAction action) {
        Alarm alarm = response.alarm;
        int number = response.triesOf(action.id()) + 1;
        String by = response.approvedBy.isEmpty() ? AlarmResponses.BY : response.approvedBy;
        response.tries++;
        response.reason = "";
        response.executionId = alarm.id() + "-" + action.id() + "-" + number;
        response.dueAt = changes.now().plus(action.timeout()).plus(settings.grace());
        response.attempts.add(attempt(response, step, action, number, by));
        recent.started(alarm.deviceId(), alarm.id(), action.id(), action.resource(), changes.now());
        changes.started(response, action.id(), action.resource(), by);
        String cause = "attempt " + number + ": " + action.id() + " by " + step.reason();
        changes.state(response, ResponseState.ACTING, by, cause, Map.of("executionId", response.executionId));
        changes.move(response, AlarmState.REMEDIATING, by, cause);
        changes.order(
                alarm.id(), ResponseOrder.Kind.valueOf(action.kind().name()), command(response, step, action, by));
    }

    private Map<String, Object> attempt(
            Response response, ActionPlan.Step step, ProductAction action, int number, String by) {
        Map<String, Object> attempt = new LinkedHashMap<>();
        attempt.put("attempt", number);
        attempt.put("action", action.id());
        attempt.put("executionId", response.executionId);
        attempt.put("by", by);
        attempt.put("reason", step.reason());
        attempt.put("startedAt", changes.now().toString());
        attempt.put("verify", action.condition().text());
        return attempt;
    }

    private static Command command(Response response, ActionPlan.Step step, ProductAction action, String by) {
        Map<String, Object> parameters = new LinkedHashMap<>(action.parameters());
        parameters.putAll(step.parameters());
        return new Command(
                response.executionId,
                response.alarm.deviceId(),
                response.alarm.productId(),
                action.kind(),
                action.name(),
                parameters,
                action.timeout(),
                action.retries(),
                by.equals(AlarmResponses.BY) ? "rule" : by,
                response.id());
    }
}
