package hub.adapters.response;

import hub.message.AlarmAct;
import hub.message.AlarmState;
import hub.message.VisitResult;
import java.time.Instant;
import java.util.Map;

/** How attempts and whole answers end. */
final class Ending {
    private final Changes changes;

    Ending(Changes changes) {
        this.changes = changes;
    }

    /**
     * The alarm is over by itself or by a person. An action that is under way is still followed to its end, because only then
     * is it known whether it helped; readings newer than it that met the alarm's own clear condition prove it at once.
     */
    void alarmIsOver(Response response, boolean due) {
        boolean proven = response.state == ResponseState.VERIFYING
                && response.alarm
                        .clearedAt()
                        .filter(at -> !at.isBefore(response.since))
                        .isPresent();
        boolean waiting = response.state == ResponseState.VERIFYING || response.state == ResponseState.ACTING && !due;
        if (proven) {
            succeeded(response, "the alarm's own clear condition was met", Map.of());
        } else if (response.state == ResponseState.RESOLVED) {
            visitProven(response, "the alarm's own clear condition was met", Map.of());
        } else if (!waiting) {
            endAttempt(response, "over", Map.of());
            end(response, ResponseState.OVER, "the alarm is over");
        }
    }

    /** Fresh readings satisfy the action's condition. */
    void verified(Response response, Evidence evidence) {
        succeeded(response, evidence.sentence(), evidence.shape());
    }

    private void succeeded(Response response, String proof, Map<String, Object> evidence) {
        String cause = "verified: " + lastAction(response) + ", " + proof;
        endAttempt(response, "verified", evidence);
        end(response, ResponseState.VERIFIED, cause);
        changes.tell(response, response.alarmIsOver() ? AlarmAct.Kind.COMMENT : AlarmAct.Kind.CLEAR, cause);
    }

    /** The attempt did not help; the next one, or the next action, is due, unless the alarm is over anyhow. */
    void failed(Response response, String outcome, String cause, Map<String, Object> evidence) {
        endAttempt(response, outcome, evidence);
        if (response.alarmIsOver()) {
            end(response, ResponseState.OVER, "the alarm is over; " + cause);
            return;
        }
        response.dueAt = changes.now();
        changes.state(response, ResponseState.PLANNED, AlarmResponses.BY, cause, evidence);
    }

    /** Nothing the hub can do helps: people are needed. */
    void notRecovered(Response response, String cause) {
        response.dueAt = null;
        response.reason = cause;
        changes.state(response, ResponseState.NOT_RECOVERED, AlarmResponses.BY, cause, response.shape());
        changes.move(response, AlarmState.ESCALATED, AlarmResponses.BY, cause);
        changes.moment(response, "not-recovered");
    }

    /** Fresh readings agree with the technician. */
    void visitProven(Response response, String cause, Map<String, Object> evidence) {
        end(response, ResponseState.CLOSED, "repair verified: " + cause);
        changes.move(response, AlarmState.CLOSED, AlarmResponses.BY, "repair verified: " + cause);
        verdict(response, true, cause, evidence);
    }

    /** Fresh readings, or their absence, contradict the technician, or he could not repair it. */
    void visitRefuted(Response response, String cause, Map<String, Object> evidence) {
        response.dueAt = null;
        changes.state(response, ResponseState.ESCALATED, AlarmResponses.BY, cause, evidence);
        changes.move(response, AlarmState.ESCALATED, AlarmResponses.BY, cause);
        verdict(response, false, cause, evidence);
    }

    private void verdict(Response response, boolean good, String cause, Map<String, Object> evidence) {
        changes.order(
                response.id(),
                ResponseOrder.Kind.VERDICT,
                new VisitResult(
                        response.orderId,
                        response.id(),
                        response.alarm.deviceId(),
                        AlarmResponses.BY,
                        good,
                        cause,
                        evidence,
                        changes.now()));
    }

    private void end(Response response, ResponseState state, String cause) {
        response.dueAt = null;
        response.reason = "";
        changes.state(response, state, AlarmResponses.BY, cause, response.shape());
        changes.cancelEscalations(response);
        if (!response.escalations.isEmpty()) {
            changes.moment(response, "over");
        }
    }

    private void endAttempt(Response response, String outcome, Map<String, Object> evidence) {
        if (response.executionId.isEmpty()) {
            return;
        }
        Instant now = changes.now();
        response.lastAttempt().ifPresent(attempt -> {
            attempt.put("endedAt", now.toString());
            attempt.put("outcome", outcome);
            if (!evidence.isEmpty()) {
                attempt.put("evidence", evidence);
            }
        });
        changes.ended(response.executionId, outcome);
        response.executionId = "";
    }

    private static String lastAction(Response response) {
        return response.lastAttempt()
                .map(attempt -> attempt.get("action") + " attempt " + attempt.get("attempt"))
                .orElse("no action");
    }
}
