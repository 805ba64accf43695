package hub.adapters.command;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/**
 * Finds what is due: executions to be sent whose device can be reached from here, and those whose time is over.
 *
 * <p>Where a device is, table {@code service.device_presence} says; a device nobody has seen connected counts as reachable
 * over MQTT only where the broker does not tell the hub who is connected.
 */
final class WaitingExecutions {

    /** How long one hub instance has for sending what it has claimed, before another one may. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private final Database database;
    private final String node;
    private final boolean strangersReachable;

    /** @param node this hub instance, to whose TCP connections others cannot write */
    WaitingExecutions(DataSource source, String node, boolean strangersReachable) {
        this.database = new Database(source);
        this.node = node;
        this.strangersReachable = strangersReachable;
    }

    /**
     * Claims executions that are due for sending.
     *
     * @param executionId only this one, or empty for any
     */
    List<Outgoing> claim(String executionId, Instant now, int most) throws SQLException {
        String sql = "with due as (select e.execution_id, p.door from service.command_execution e"
                + " left join lateral (select door, node, connected from service.device_presence p"
                + " where p.device_id in (e.device_id, nullif(e.hub_id, ''))"
                + " order by connected desc, (p.device_id = e.device_id) desc limit 1) p on true"
                + " where e.state in ('QUEUED', 'SENT') and e.due_at <= ? and e.deadline_at > ?"
                + " and e.attempts <= e.retries and (e.claimed_until is null or e.claimed_until <= ?)"
                + " and (? = '' or e.execution_id = ?)"
                + " and (p.connected and (p.door = 'mqtt' or p.door = 'tcp' and p.node = ?) or p.connected is null and ?)"
                + " order by e.due_at limit ? for update of e skip locked)"
                + " update service.command_execution e set claimed_until = ? from due"
                + " where e.execution_id = due.execution_id returning e.*, coalesce(due.door, 'mqtt') as via";
        return database.select(
                row -> {
                    Execution execution = ExecutionRows.read(row);
                    Instant deadline = execution.sentAt().isPresent()
                            ? execution.deadline()
                            : now.plus(execution.command().timeout());
                    return new Outgoing(
                            execution.command(),
                            execution.hubId(),
                            row.getString("via"),
                            execution.attempts() + 1,
                            deadline);
                },
                sql,
                now,
                now,
                now,
                executionId,
                executionId,
                node,
                strangersReachable,
                most,
                now.plus(CLAIM));
    }

    /** Ends what has run out of time: expired when it was never sent, timed out when no result came. */
    int endOverdue(Instant now) throws SQLException {
        String sql = "with over as (select execution_id, state, attempts from service.command_execution"
                + " where state in ('QUEUED', 'SENT', 'IN_PROGRESS') and deadline_at <= ? limit 1000"
                + " for update skip locked), ended as (update service.command_execution e set ended_at = ?,"
                + " claimed_until = null, state = case when over.attempts = 0 then 'EXPIRED' else 'TIMED_OUT' end,"
                + " reason = case when over.attempts = 0 then 'the device was not seen in time'"
                + " else 'no result in time, sent ' || over.attempts || ' times' end from over"
                + " where e.execution_id = over.execution_id returning e.execution_id, over.state as before, e.state, e.reason)"
                + " insert into service.command_history (execution_id, source, at, from_state, to_state, by, cause)"
                + " select execution_id, 'timer', ?, before, state, 'timer', reason from ended on conflict do nothing";
        return database.update(sql, now, now, now);
    }
}
