package hub.adapters.response;

import hub.adapters.Database;
import hub.message.ActionPlan;
import hub.product.ProductAction;
import hub.product.ProductCatalog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.sql.DataSource;

/** What people see of the answers to alarms and may do about them: start, approve, deny, switch off. */
public final class ResponseDesk {
    private final Database database;
    private final ProductCatalog catalog;
    private final Clock clock;

    /** @param source the warm store, with schema {@code service} */
    public ResponseDesk(DataSource source, ProductCatalog catalog, Clock clock) {
        this.database = new Database(source);
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * The answer to an alarm: plan, attempts, evidence, escalations and every step with its time.
     *
     * @throws NoSuchElementException when the hub has not answered such an alarm
     */
    public Map<String, Object> response(String alarmId) throws SQLException {
        return database.inTransaction(connection -> {
            Response response = ResponseRows.find(connection, alarmId).orElseThrow(() -> unknown(alarmId));
            Map<String, Object> shape = new LinkedHashMap<>();
            shape.put("alarmId", alarmId);
            shape.put("device_id", response.alarm.deviceId());
            shape.put("productId", response.alarm.productId());
            shape.putAll(response.shape());
            shape.put("plan", response.plan.steps());
            shape.put("history", ResponseFigures.history(connection, alarmId));
            return shape;
        });
    }

    private static NoSuchElementException unknown(String alarmId) {
        return new NoSuchElementException("there is no answer to an alarm '" + alarmId + "'");
    }

    /**
     * A person starts an action of the product's catalogue; the guards hold for him too, approval is his own.
     *
     * @throws IllegalArgumentException when the catalogue has no such action
     * @throws IllegalStateException when the alarm is over or another action is under way
     */
    public Map<String, Object> act(String alarmId, Map<String, Object> request, String user) throws SQLException {
        String action = String.valueOf(request.getOrDefault("action", ""));
        Map<String, Object> parameters = parameters(request.get("parameters"));
        change(alarmId, (response, changes) -> {
            refuseUnlessFree(response);
            Acting.action(catalog, response.alarm, action).orElseThrow(() -> noAction(response, action));
            List<ActionPlan.Step> steps = new ArrayList<>(response.plan
                    .steps()
                    .subList(0, Math.min(response.step, response.plan.steps().size())));
            int place = steps.size();
            steps.addAll(
                    response.plan.steps().subList(place, response.plan.steps().size()));
            steps.add(place, new ActionPlan.Step(action, parameters, 1, "user " + user));
            response.plan = new ActionPlan(steps, false, response.plan.cause(), response.plan.advice());
            response.step = place;
            carryOn(response, changes, user, user + " starts " + action);
            response.approvedBy = user;
        });
        return response(alarmId);
    }

    private IllegalArgumentException noAction(Response response, String action) {
        List<String> known = catalog.find(response.alarm.productId()).stream()
                .flatMap(product -> product.spec().actions().stream())
                .map(ProductAction::id)
                .toList();
        return new IllegalArgumentException("action: product " + response.alarm.productId() + " has no action '"
                + action + "'; it has " + String.join(", ", known));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parameters(Object given) {
        if (given == null) {
            return Map.of();
        }
        if (given instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IllegalArgumentException("parameters: write an object such as {\"ramp\": 10}");
    }

    /** A person approves the action that waits for it. */
    public Map<String, Object> approve(String alarmId, String user) throws SQLException {
        change(alarmId, (response, changes) -> {
            refuseUnlessWaiting(response);
            carryOn(response, changes, user, "approved by " + user);
            response.approvedBy = user;
        });
        return response(alarmId);
    }

    /** A person forbids the action that waits for approval; the next one of the plan follows. */
    public Map<String, Object> deny(String alarmId, String user) throws SQLException {
        change(alarmId, (response, changes) -> {
            refuseUnlessWaiting(response);
            response.step++;
            carryOn(response, changes, user, "denied by " + user);
        });
        return response(alarmId);
    }

    private static void carryOn(Response response, Changes changes, String user, String cause) {
        response.tries = 0;
        response.reason = "";
        response.dueAt = changes.now();
        changes.state(response, ResponseState.PLANNED, user, cause, Map.of());
    }

    private static void refuseUnlessFree(Response response) {
        if (response.state.isEnded() || response.alarmIsOver()) {
            throw new IllegalStateException("alarm '" + response.id() + "' is over; no action is needed");
        }
        if (response.state.isBusy() || response.state == ResponseState.NEW) {
            throw new IllegalStateException(
                    "alarm '" + response.id() + "' is " + response.state.word() + "; wait until that has ended");
        }
    }

    private static void refuseUnlessWaiting(Response response) {
        if (response.state != ResponseState.WAITING_APPROVAL || response.alarmIsOver()) {
            throw new IllegalStateException(
                    "alarm '" + response.id() + "' waits for no approval, it is " + response.state.word());
        }
    }

    /** How actions and rules have done since the beginning. */
    public Map<String, Object> statistics() throws SQLException {
        return database.inTransaction(ResponseFigures::statistics);
    }

    /** The switches in force and the latest changes to them. */
    public Map<String, Object> switches() throws SQLException {
        return database.inTransaction(connection -> SwitchRows.shape(connection));
    }

    /**
     * Replaces the switches; what is left out of the request stays as it is.
     *
     * @throws IllegalArgumentException when a value cannot be read; the message names it
     */
    public Map<String, Object> replaceSwitches(Map<String, Object> request, String user) throws SQLException {
        return database.inTransaction(connection -> {
            Switches next = SwitchRows.merged(SwitchRows.current(connection), request);
            SwitchRows.replace(connection, next, user, clock.instant());
            return SwitchRows.shape(connection);
        });
    }

    private interface Change {
        void on(Response response, Changes changes);
    }

    private void change(String alarmId, Change change) throws SQLException {
        Changes changes = new Changes(clock.instant());
        database.inTransaction((Connection connection) -> {
            Response response =
                    ResponseRows.lock(connection, "alarm_id", alarmId).orElseThrow(() -> unknown(alarmId));
            change.on(response, changes);
            changes.write(connection);
            return 0;
        });
    }
}
