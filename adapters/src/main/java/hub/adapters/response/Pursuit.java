package hub.adapters.response;

import hub.adapters.Database;
import hub.message.Severity;
import hub.product.ProductCatalog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries on with every answer that has something to do: one hub at a time, so that limits hold across hubs. */
final class Pursuit {
    private static final int BATCH = 500;
    private static final long ADVANCING = 4_001;

    /** The array keeps PostgreSQL from reading the whole table for each batch, however young its statistics are. */
    private static final String DUE = """
            select * from service.response where alarm_id = any(array(
                (select alarm_id from service.response where changed limit ?)
                union
                (select alarm_id from service.response where due_at <= ? and state not in ('VERIFYING', 'RESOLVED')
                    order by due_at limit ?)))
            for update skip locked
            """;

    private static final String ESCALATIONS = """
            select alarm_id, step, taken from service.response_escalation
            where alarm_id = any(?) and due_at <= ? order by due_at, name
            """;
    private static final String TAKEN = """
            update service.response_escalation set taken = ?, due_at = ?, done = ? where alarm_id = ? and name = ?
            """;

    private final ResponsePlanner planner;
    private final ProductCatalog catalog;
    private final ResponseSettings settings;
    private final Instant now;

    Pursuit(ResponsePlanner planner, ProductCatalog catalog, ResponseSettings settings, Instant now) {
        this.planner = planner;
        this.catalog = catalog;
        this.settings = settings;
        this.now = now;
    }

    /** Whether this hub may carry on now; until the transaction's end no other does. */
    static boolean isMine(Connection connection) throws SQLException {
        return Database.select(connection, "select pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), ADVANCING)
                .get(0);
    }

    /** Takes a batch of answers a step further; tells how many. */
    int advance(Connection connection, Changes changes) throws SQLException {
        List<Response> due = Database.select(connection, DUE, ResponseRows::read, BATCH, now, BATCH);
        if (due.isEmpty()) {
            return 0;
        }
        RecentActions recent = RecentActions.of(connection, due, settings.flapping(), now);
        Ending ending = new Ending(changes);
        Planning planning = new Planning(planner, recent, changes);
        Acting acting = new Acting(catalog, settings, SwitchRows.current(connection), recent, changes, ending);
        for (Response response : due) {
            changes.touch(response);
            advance(response, planning, acting, ending);
        }
        return due.size();
    }

    private void advance(Response response, Planning planning, Acting acting, Ending ending) {
        if (response.state.isEnded()) {
            response.dueAt = null;
            return;
        }
        boolean due = response.dueAt != null && !response.dueAt.isAfter(now);
        if (response.alarmIsOver()) {
            ending.alarmIsOver(response, due);
            return;
        }
        if (response.state == ResponseState.NEW) {
            planning.plan(response);
        } else if (isWorse(response)) {
            planning.planAgain(response);
        }
        advance(response, acting, ending);
    }

    private void advance(Response response, Acting acting, Ending ending) {
        boolean due = response.dueAt != null && !response.dueAt.isAfter(now);
        if (due && response.state == ResponseState.ACTING) {
            ending.failed(response, "no-result", "the device gave no result", Map.of());
        } else if (due && (response.state == ResponseState.PLANNED || response.state == ResponseState.HELD)) {
            acting.next(response);
        }
    }

    private static boolean isWorse(Response response) {
        Severity planned = response.plannedSeverity.orElse(Severity.INFO);
        return response.alarm.severity().compareTo(planned) > 0;
    }

    /** Takes the escalation steps that are due; tells how many. */
    int escalate(Connection connection, Changes changes) throws SQLException {
        List<Response> concerned = Database.select(
                connection,
                "select * from service.response where alarm_id = any(array(select alarm_id"
                        + " from service.response_escalation where due_at <= ? order by due_at limit ?))"
                        + " for update skip locked",
                ResponseRows::read,
                now,
                BATCH);
        Map<String, Response> byAlarm = new HashMap<>();
        concerned.forEach(response -> byAlarm.put(response.id(), response));
        List<Escalating.Waiting> waiting = Database.select(
                connection,
                ESCALATIONS,
                row -> new Escalating.Waiting(
                        row.getString("alarm_id"),
                        Json.read(row.getString("step"), hub.message.EscalationStep.class),
                        row.getInt("taken")),
                byAlarm.keySet().toArray(String[]::new),
                now);
        Escalating escalating = new Escalating(settings, SwitchRows.current(connection), changes);
        List<Object[]> taken = waiting.stream()
                .map(step -> escalating.take(byAlarm.get(step.alarmId()), step))
                .map(outcome -> new Object[] {
                    outcome.taken(),
                    outcome.dueAt().orElse(null),
                    outcome.dueAt().isEmpty(),
                    outcome.waiting().alarmId(),
                    outcome.waiting().step().name()
                })
                .toList();
        Database.updateAll(connection, TAKEN, taken);
        return waiting.size();
    }
}
