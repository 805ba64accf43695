package hub.adapters.shadow;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Keeps desired states somebody waits for; each is looked at by one hub at a time and ends once. */
final class ShadowCommandStore {

    /** How long one hub has for telling an end, before another one may. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private final DataSource database;

    ShadowCommandStore(DataSource database) {
        this.database = database;
    }

    /** False when the execution is known already. */
    boolean insert(ShadowCommand command, String alarmId, Instant now) throws SQLException {
        return update(
                        "insert into service.shadow_command (execution_id, thing, name, desired, requested_by, alarm_id,"
                                + " asked_at, due_at, look_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                        command.executionId(),
                        command.shadow().thing(),
                        command.shadow().name(),
                        Json.text(command.desired()),
                        command.requestedBy(),
                        alarmId,
                        now,
                        command.dueAt(),
                        now.plus(CLAIM))
                > 0;
    }

    List<ShadowCommand> claim(Instant now, int most) throws SQLException {
        String sql = "update service.shadow_command set look_at = ? where execution_id in (select execution_id"
                + " from service.shadow_command where status = 'OPEN' and look_at <= ? order by look_at limit ?"
                + " for update skip locked) returning *";
        try (Connection connection = database.getConnection();
                PreparedStatement query = prepare(connection, sql, now.plus(CLAIM), now, most);
                ResultSet rows = query.executeQuery()) {
            List<ShadowCommand> claimed = new ArrayList<>();
            while (rows.next()) {
                claimed.add(ShadowCommand.read(rows));
            }
            return claimed;
        }
    }

    /** The shadow has it, or has refused it; either way it is looked at from now on. */
    void applied(String executionId, String refusal, Instant now) throws SQLException {
        update(
                "update service.shadow_command set applied = true, refusal = ?, look_at = ? where execution_id = ?",
                refusal,
                now,
                executionId);
    }

    void lookAgain(List<String> executionIds, Instant when) throws SQLException {
        if (!executionIds.isEmpty()) {
            update(
                    "update service.shadow_command set look_at = ? where status = 'OPEN' and execution_id = any (?)",
                    when,
                    executionIds.toArray(String[]::new));
        }
    }

    void end(String executionId, String status, String reason, Instant at) throws SQLException {
        update(
                "update service.shadow_command set status = ?, reason = ?, ended_at = ?"
                        + " where execution_id = ? and status = 'OPEN'",
                status,
                reason,
                at,
                executionId);
    }

    private int update(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < values.length; index++) {
            Object value = values[index];
            if (value instanceof Instant instant) {
                statement.setTimestamp(index + 1, Timestamp.from(instant));
            } else if (value instanceof String[] texts) {
                statement.setArray(index + 1, connection.createArrayOf("text", texts));
            } else {
                statement.setObject(index + 1, value);
            }
        }
        return statement;
    }
}
