package hub.adapters.command;

import hub.adapters.Database;
import hub.message.Command;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Finds what is due: executions to be sent whose device can be reached from here, and those whose time is over.
 *
 * <p>Who is connected over MQTT, table {@code service.device_presence} says to every hub instance; a TCP connection is known
 * only to the instance that holds it.
 */
final class WaitingExecutions {

    /** How long one hub instance has for sending what it has claimed, before another one may. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private static final int PAGE = 5_000;
    private static final String DUE = " e.state in ('QUEUED', 'SENT') and e.due_at <= ? and e.deadline_at > ?"
            + " and e.attempts <= e.retries and (e.claimed_until is null or e.claimed_until <= ?)";

    private final Database database;
    private final Predicate<String> connectedHere;
    private final boolean strangersReachable;
    private volatile String page = "";

    /**
     * @param connectedHere whether a device has a TCP connection to this hub instance
     * @param strangersReachable whether a device of which no presence is known counts as reachable over MQTT
     */
    WaitingExecutions(DataSource source, Predicate<String> connectedHere, boolean strangersReachable) {
        this.database = new Database(source);
        this.connectedHere = connectedHere;
        this.strangersReachable = strangersReachable;
    }

    /** A due execution and where its device may be. */
    private record Candidate(String executionId, String deviceId, String hubId) {}

    /** Claims executions that are due for sending, first those whose device has a connection here. */
    List<Outgoing> claim(Instant now, int most) throws SQLException {
        List<Candidate> due = database.select(
                "select execution_id, device_id, hub_id from service.command_execution e where" + DUE
                        + " and execution_id > ? order by execution_id limit ?",
                row -> new Candidate(row.getString(1), row.getString(2), row.getString(3)),
                now,
                now,
                now,
                page,
                PAGE);
        page = due.size() == PAGE ? due.get(PAGE - 1).executionId() : "";
        List<Outgoing> claimed = new ArrayList<>(claimHere(due, now));
        claimed.addAll(due.isEmpty() ? List.of() : claimOverMqtt("", now, most));
        return claimed;
    }

    /** Claims one execution when its device can be reached. */
    List<Outgoing> claimOne(Command command, String hubId, Instant now) throws SQLException {
        List<Outgoing> here = claimHere(List.of(new Candidate(command.executionId(), command.deviceId(), hubId)), now);
        return here.isEmpty() ? claimOverMqtt(command.executionId(), now, 1) : here;
    }

    private List<Outgoing> claimHere(List<Candidate> due, Instant now) throws SQLException {
        String[] ids = due.stream()
                .filter(each -> connectedHere.test(each.deviceId())
                        || !each.hubId().isEmpty() && connectedHere.test(each.hubId()))
                .map(Candidate::executionId)
                .toArray(String[]::new);
        if (ids.length == 0) {
            return List.of();
        }
        String sql = "with due as (select execution_id from service.command_execution e where" + DUE
                + " and execution_id = any(?) order by due_at for update skip locked)"
                + " update service.command_execution e set claimed_until = ? from due"
                + " where e.execution_id = due.execution_id returning e.*";
        return database.select(
                sql, row -> outgoing(ExecutionRows.read(row), "tcp", now), now, now, now, ids, now.plus(CLAIM));
    }

    private List<Outgoing> claimOverMqtt(String executionId, Instant now, int most) throws SQLException {
        String sql = "with due as (select e.execution_id from service.command_execution e"
                + " left join lateral (select connected, door from service.device_presence p"
                + " where p.device_id in (e.device_id, nullif(e.hub_id, ''))"
                + " order by connected desc limit 1) p on true where" + DUE
                + " and (? = '' or e.execution_id = ?) and (p.connected and p.door = 'mqtt' or p.connected is null and ?)"
                + " order by e.due_at limit ? for update of e skip locked)"
                + " update service.command_execution e set claimed_until = ? from due"
                + " where e.execution_id = due.execution_id returning e.*";
        return database.select(
                sql,
                row -> outgoing(ExecutionRows.read(row), "mqtt", now),
                now,
                now,
                now,
                executionId,
                executionId,
                strangersReachable,
                most,
                now.plus(CLAIM));
    }

    private static Outgoing outgoing(Execution execution, String door, Instant now) {
        Instant deadline = execution.sentAt().isPresent()
                ? execution.deadline()
                : now.plus(execution.command().timeout());
        return new Outgoing(execution.command(), execution.hubId(), door, execution.attempts() + 1, deadline);
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
