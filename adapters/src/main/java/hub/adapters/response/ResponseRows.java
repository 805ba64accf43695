package hub.adapters.response;

import hub.adapters.Database;
import hub.message.ActionPlan;
import hub.message.Alarm;
import hub.message.Severity;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads and writes answers to alarms. */
final class ResponseRows {
    private static final String NOTE = """
            insert into service.response (alarm_id, device_id, product_id, rule_id, alarm, severity, alarm_state,
                acknowledged, raised_at, updated_at)
            values (?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?, ?)
            on conflict (alarm_id) do update set alarm = excluded.alarm, severity = excluded.severity,
                alarm_state = excluded.alarm_state, acknowledged = excluded.acknowledged, changed = true
            where (service.response.severity, service.response.alarm_state, service.response.acknowledged)
                is distinct from (excluded.severity, excluded.alarm_state, excluded.acknowledged)
                or service.response.state = 'RESOLVED'
            """;
    private static final String SAVE = """
            update service.response set changed = false, state = ?, planned_severity = ?, plan = cast(? as jsonb),
                step = ?, tries = ?, approved_by = ?, reason = ?, execution_id = ?, since = ?, verify_until = ?,
                level = ?, order_id = ?, attempts = cast(? as jsonb), escalations = cast(? as jsonb), version = ?,
                due_at = ?, updated_at = ?
            where alarm_id = ?
            """;

    private ResponseRows() {}

    /** The time in a column, null when there is none. */
    static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    /** Takes down what the judge tells about alarms; what is known already changes nothing. */
    static void note(Connection connection, Collection<Alarm> alarms, Instant now) throws SQLException {
        List<Object[]> rows = alarms.stream()
                .map(alarm -> new Object[] {
                    alarm.id(),
                    alarm.deviceId(),
                    alarm.productId(),
                    alarm.ruleId(),
                    Json.write(alarm),
                    alarm.severity().name(),
                    alarm.state().name(),
                    alarm.acknowledged(),
                    alarm.raisedAt(),
                    now
                })
                .toList();
        Database.updateAll(connection, NOTE, rows);
    }

    static Optional<Response> lock(Connection connection, String column, String value) throws SQLException {
        String sql = "select * from service.response where " + column + " = ? for update";
        return Database.select(connection, sql, ResponseRows::read, value).stream()
                .findFirst();
    }

    static Optional<Response> find(Connection connection, String alarmId) throws SQLException {
        String sql = "select * from service.response where alarm_id = ?";
        return Database.select(connection, sql, ResponseRows::read, alarmId).stream()
                .findFirst();
    }

    static void save(Connection connection, Collection<Response> responses, Instant now) throws SQLException {
        List<Object[]> rows = responses.stream()
                .map(response -> new Object[] {
                    response.state.name(),
                    response.plannedSeverity.map(Severity::name).orElse(""),
                    Json.write(response.plan),
                    response.step,
                    response.tries,
                    response.approvedBy,
                    response.reason,
                    response.executionId,
                    response.since,
                    response.verifyUntil,
                    response.level,
                    response.orderId,
                    Json.write(response.attempts),
                    Json.write(response.escalations),
                    response.version,
                    response.dueAt,
                    now,
                    response.id()
                })
                .toList();
        Database.updateAll(connection, SAVE, rows);
    }

    static Response read(ResultSet row) throws SQLException {
        Response response = new Response(
                Json.read(row.getString("alarm"), Alarm.class),
                Json.read(row.getString("attempts"), Json.MAPS),
                Json.read(row.getString("escalations"), Json.MAPS));
        String planned = row.getString("planned_severity");
        response.state = ResponseState.valueOf(row.getString("state"));
        response.plannedSeverity = planned.isEmpty() ? Optional.empty() : Optional.of(Severity.valueOf(planned));
        response.plan = Json.read(row.getString("plan"), ActionPlan.class);
        response.step = row.getInt("step");
        response.tries = row.getInt("tries");
        response.approvedBy = row.getString("approved_by");
        response.reason = row.getString("reason");
        response.executionId = row.getString("execution_id");
        response.since = instant(row, "since");
        response.verifyUntil = instant(row, "verify_until");
        response.level = row.getInt("level");
        response.orderId = row.getString("order_id");
        response.version = row.getInt("version");
        response.dueAt = instant(row, "due_at");
        return response;
    }
}
