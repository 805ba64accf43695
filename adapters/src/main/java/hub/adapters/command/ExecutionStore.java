package hub.adapters.command;

import hub.adapters.Database;
import hub.decode.CommandEncoder;
import hub.message.Command;
import hub.message.CommandResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The rows behind the executions; every change of state is a comparison with the state before, and leaves a line of history. */
final class ExecutionStore {

    private static final String ONE = "select * from service.command_execution where execution_id = ?";

    private final Database database;

    ExecutionStore(DataSource source) {
        this.database = new Database(source);
    }

    /** A line of history that a stream record or an attempt leaves once. */
    record Event(String source, Instant at, String by, String cause) {}

    Optional<Execution> find(String executionId) throws SQLException {
        return database.select(ONE, ExecutionRows::read, executionId).stream().findFirst();
    }

    /** The newest execution of a device whose number ends in these low bytes, one under way before one that has ended. */
    Optional<String> named(String deviceId, long number, int bytes) throws SQLException {
        long mask = bytes >= Long.BYTES ? -1 : (1L << bytes * 8) - 1;
        return database
                .select(
                        "select execution_id from service.command_execution where device_id = ? and number & ? = ?"
                                + " order by (ended_at is null) desc, created_at desc limit 1",
                        row -> row.getString(1),
                        deviceId,
                        mask,
                        number & mask)
                .stream()
                .findFirst();
    }

    /** Keeps a new command; false when its id is taken. */
    boolean insert(Command command, String hubId, ExecutionState state, String reason, Instant now, Instant deadline)
            throws SQLException {
        String sql = "insert into service.command_execution (execution_id, device_id, hub_id, product_id, name,"
                + " parameters, timeout_ms, retries, requested_by, alarm_id, state, reason, created_at, ended_at,"
                + " due_at, deadline_at, number) values (?, ?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (execution_id) do nothing";
        return database.inTransaction(connection -> {
            int inserted = Database.update(
                    connection,
                    sql,
                    command.executionId(),
                    command.deviceId(),
                    hubId,
                    command.productId(),
                    command.name(),
                    ExecutionRows.json(new TreeMap<>(command.parameters())),
                    command.timeout().toMillis(),
                    command.retries(),
                    command.requestedBy(),
                    command.alarmId(),
                    state.name(),
                    reason,
                    now,
                    state.ended() ? java.sql.Timestamp.from(now) : null,
                    now,
                    deadline,
                    CommandEncoder.number(command.executionId()));
            if (inserted > 0) {
                String cause = reason.isEmpty() ? "ordered" : reason;
                remember(connection, command.executionId(), "", state.name(), event("create", now, command, cause));
            }
            return inserted > 0;
        });
    }

    private static Event event(String source, Instant at, Command command, String cause) {
        return new Event(source, at, command.requestedBy(), cause);
    }

    /** What happened to an execution whose state is not changed by it. */
    void note(String executionId, ExecutionState state, Event event) throws SQLException {
        database.inTransaction(connection -> remember(connection, executionId, state.name(), state.name(), event));
    }

    /** Notes that it was sent; the first sending starts its timeout. */
    void sent(Outgoing outgoing, Instant now) throws SQLException {
        Command command = outgoing.command();
        long pause = command.timeout().toMillis() / (command.retries() + 1L);
        String sql = "update service.command_execution set state = 'SENT', attempts = ?, door = ?,"
                + " sent_at = coalesce(sent_at, ?), deadline_at = case when sent_at is null then ? else deadline_at end,"
                + " due_at = ?, claimed_until = null where execution_id = ? and state in ('QUEUED', 'SENT')";
        database.inTransaction(connection -> {
            Execution before = locked(connection, command.executionId());
            int changed = Database.update(
                    connection,
                    sql,
                    outgoing.attempt(),
                    outgoing.door(),
                    now,
                    now.plus(command.timeout()),
                    now.plusMillis(pause),
                    command.executionId());
            Event event = new Event(
                    "sent " + outgoing.attempt(),
                    now,
                    "hub",
                    "sent over " + outgoing.door() + ", attempt " + outgoing.attempt() + " of "
                            + (command.retries() + 1));
            String to = changed > 0 ? "SENT" : before.state().name();
            return remember(connection, command.executionId(), before.state().name(), to, event);
        });
    }

    /** Lets it be sent again a little later. */
    void notSent(Outgoing outgoing, Instant now, Instant again, String problem) throws SQLException {
        String sql = "update service.command_execution set due_at = ?, claimed_until = null"
                + " where execution_id = ? and state in ('QUEUED', 'SENT')";
        String id = outgoing.command().executionId();
        database.inTransaction(connection -> {
            Execution before = locked(connection, id);
            Database.update(connection, sql, again, id);
            Event event = new Event("not sent " + now, now, "hub", problem);
            return remember(
                    connection, id, before.state().name(), before.state().name(), event);
        });
    }

    /**
     * Moves an execution on.
     *
     * @return what was before; the new state was taken only when that had not ended and the event was new
     */
    Change change(
            String executionId,
            String deviceId,
            ExecutionState to,
            String reason,
            Map<String, Object> result,
            Event event)
            throws SQLException {
        return database.inTransaction(connection -> {
            List<Execution> found = Database.select(connection, ONE + " for update", ExecutionRows::read, executionId);
            if (found.isEmpty()) {
                return Change.UNKNOWN;
            }
            Execution before = found.get(0);
            String from = before.state().name();
            if (!before.command().deviceId().equals(deviceId)) {
                String cause = "refused: a result from device '" + deviceId + "'";
                remember(connection, executionId, from, from, new Event(event.source(), event.at(), deviceId, cause));
                return Change.FORGED;
            }
            if (before.state().ended()) {
                String cause = "ignored, it had ended: " + event.cause();
                boolean isNew = remember(
                        connection, executionId, from, from, new Event(event.source(), event.at(), event.by(), cause));
                return isNew ? Change.LATE : Change.DONE;
            }
            if (remember(connection, executionId, from, to.name(), event)) {
                move(connection, executionId, to, reason, result, event.at());
            }
            return Change.DONE;
        });
    }

    /** What became of a wished change. */
    enum Change {
        DONE,
        LATE,
        FORGED,
        UNKNOWN
    }

    private static void move(
            Connection connection,
            String executionId,
            ExecutionState to,
            String reason,
            Map<String, Object> result,
            Instant at)
            throws SQLException {
        String sql =
                "update service.command_execution set state = ?, reason = ?, result = cast(? as jsonb), ended_at = ?,"
                        + " claimed_until = null where execution_id = ?";
        Database.update(
                connection,
                sql,
                to.name(),
                reason,
                ExecutionRows.json(result),
                to.ended() ? java.sql.Timestamp.from(at) : null,
                executionId);
    }

    /** Ended executions that nobody has been told of, oldest first. */
    List<CommandResult> untold(int most) throws SQLException {
        return database.select(
                "select * from service.command_execution where ended_at is not null and not told order by ended_at limit ?",
                row -> {
                    Execution execution = ExecutionRows.read(row);
                    return new CommandResult(
                            execution.command().executionId(),
                            execution.command().deviceId(),
                            execution.state().status(),
                            execution.reason(),
                            execution.result(),
                            execution.endedAt().orElseThrow());
                },
                most);
    }

    void told(String executionId) throws SQLException {
        database.update("update service.command_execution set told = true where execution_id = ?", executionId);
    }

    List<Execution> ofDevice(String deviceId, Instant before, String beforeId, int most) throws SQLException {
        return database.select(
                "select * from service.command_execution where device_id = ? and (created_at, execution_id) < (?, ?)"
                        + " order by created_at desc, execution_id desc limit ?",
                ExecutionRows::read,
                deviceId,
                before,
                beforeId,
                most);
    }

    List<Map<String, Object>> history(String executionId) throws SQLException {
        return database.select(
                "select * from service.command_history where execution_id = ? order by number",
                row -> {
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("at", row.getTimestamp("at").toInstant().toString());
                    line.put("from", row.getString("from_state"));
                    line.put("to", row.getString("to_state"));
                    line.put("by", row.getString("by"));
                    line.put("cause", row.getString("cause"));
                    return line;
                },
                executionId);
    }

    private static Execution locked(Connection connection, String executionId) throws SQLException {
        return Database.select(connection, ONE + " for update", ExecutionRows::read, executionId)
                .get(0);
    }

    private static boolean remember(Connection connection, String executionId, String from, String to, Event event)
            throws SQLException {
        String sql = "insert into service.command_history (execution_id, source, at, from_state, to_state, by, cause)"
                + " values (?, ?, ?, ?, ?, ?, ?) on conflict (execution_id, source) do nothing";
        return Database.update(
                        connection, sql, executionId, event.source(), event.at(), from, to, event.by(), event.cause())
                > 0;
    }
}
