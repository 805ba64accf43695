package hub.adapters.response;

import hub.message.AlarmState;
import hub.message.DispatchOrder;
import hub.message.EscalationStep;
import hub.message.Notice;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes due steps of escalations: tells people or sends a technician. */
final class Escalating {
    private final ResponseSettings settings;
    private final Switches switches;
    private final Changes changes;

    Escalating(ResponseSettings settings, Switches switches, Changes changes) {
        this.settings = settings;
        this.switches = switches;
        this.changes = changes;
    }

    /** A step that waits or was taken some times. */
    record Waiting(String alarmId, EscalationStep step, int taken) {}

    /** What is written back: when it is due again, or that it is done. */
    record Outcome(Waiting waiting, int taken, Optional<Instant> dueAt) {}

    Outcome take(Response response, Waiting waiting) {
        EscalationStep step = waiting.step();
        if (!applies(response, step)) {
            return new Outcome(waiting, waiting.taken(), Optional.empty());
        }
        Optional<Instant> later = later(response, step);
        if (later.isPresent()) {
            return new Outcome(waiting, waiting.taken(), later);
        }
        if (step.dispatch()) {
            dispatch(response, step);
        } else {
            tell(response, step, waiting.taken() + 1);
        }
        int taken = waiting.taken() + 1;
        boolean again = !step.repeat().isZero() && taken < step.times();
        return new Outcome(waiting, taken, again ? Optional.of(changes.now().plus(step.repeat())) : Optional.empty());
    }

    private static boolean applies(Response response, EscalationStep step) {
        boolean open = !response.alarmIsOver() && !response.state.isEnded();
        return switch (step.moment()) {
            case "over" -> response.state.isEnded();
            case "unacknowledged" -> open && !response.alarm.acknowledged();
            default -> open;
        };
    }

    private Optional<Instant> later(Response response, EscalationStep step) {
        Instant now = changes.now();
        DayHours hours = new DayHours(step.hours());
        Optional<Instant> maintained =
                switches.maintenanceEnd(response.alarm.deviceId(), response.alarm.productId(), now);
        return maintained.isPresent() || hours.covers(now, settings.zone())
                ? maintained
                : Optional.of(hours.nextBegin(now, settings.zone()));
    }

    private void tell(Response response, EscalationStep step, int time) {
        String template = template(step.moment());
        for (String target : step.targets()) {
            String id = response.id() + "-" + step.name() + "-" + time + "-" + target;
            changes.order(
                    response.id(),
                    ResponseOrder.Kind.NOTICE,
                    notice(response, id, template, target, step.channels(), step.reason(), changes.now()));
        }
        note(response, step, "told " + String.join(", ", step.targets()));
        boolean rises = !step.moment().equals("raised") && !step.moment().equals("over");
        boolean undisturbed = !response.state.isBusy() && response.state != ResponseState.DISPATCHED;
        String cause = "level " + step.level() + ", " + step.moment() + ": told " + String.join(", ", step.targets());
        ResponseState state = rises && response.state.isIdle() ? ResponseState.ESCALATED : response.state;
        changes.state(response, state, "escalation", cause, Map.of("row", step.reason()));
        if (rises && undisturbed) {
            changes.move(response, AlarmState.ESCALATED, "escalation", cause);
        }
    }

    private static String template(String moment) {
        return switch (moment) {
            case "raised" -> "alarm-raised";
            case "over" -> "alarm-cleared";
            default -> "alarm-escalated";
        };
    }

    private void dispatch(Response response, EscalationStep step) {
        if (!response.orderId.isEmpty()) {
            return;
        }
        response.orderId = "visit-" + response.id();
        response.dueAt = null;
        note(response, step, "asked for a technician");
        String cause = "level " + step.level() + ", " + step.moment() + ": a technician is asked for";
        changes.state(response, ResponseState.DISPATCHED, "escalation", cause, Map.of("row", step.reason()));
        changes.move(response, AlarmState.DISPATCHED, "escalation", cause);
        changes.order(
                response.id(),
                ResponseOrder.Kind.DISPATCH,
                new DispatchOrder(
                        response.orderId,
                        response.id(),
                        response.alarm.deviceId(),
                        response.alarm.productId(),
                        response.alarm.severity(),
                        advice(response),
                        evidence(response),
                        "escalation",
                        changes.now()));
    }

    private static Map<String, Object> evidence(Response response) {
        Map<String, Object> evidence = new LinkedHashMap<>(response.shape());
        evidence.put("ruleId", response.alarm.ruleId());
        return evidence;
    }

    private void note(Response response, EscalationStep step, String what) {
        response.level = Math.max(response.level, step.level());
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("at", changes.now().toString());
        note.put("level", step.level());
        note.put("step", step.name());
        note.put("what", what);
        note.put("reason", step.reason());
        response.escalations.add(note);
    }

    /** The sentence that tells the likely cause and what to do. */
    static String advice(Response response) {
        String action = response.plan.advice().isEmpty() ? "look at the device" : response.plan.advice();
        return "cause: " + response.plan.cause() + "; action: " + action;
    }

    static Notice notice(
            Response response,
            String id,
            String template,
            String target,
            List<String> channels,
            String reason,
            Instant at) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("rule", response.alarm.ruleId());
        values.put("product", response.alarm.productId());
        values.put("device", response.alarm.deviceId());
        values.put("text", response.alarm.explanation().text());
        values.put("raisedAt", response.alarm.raisedAt().toString());
        values.put("state", response.state.name().toLowerCase(Locale.ROOT));
        values.put("advice", advice(response));
        values.put("attempts", response.attempts.size());
        values.put("level", response.level);
        values.put("reason", reason);
        return new Notice(
                id,
                template,
                target,
                channels,
                response.id(),
                response.alarm.deviceId(),
                response.alarm.severity(),
                values,
                at);
    }
}
