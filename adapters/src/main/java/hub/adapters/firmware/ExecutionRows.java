package hub.adapters.firmware;

import hub.adapters.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of executions. */
final class ExecutionRows {

    /** Materialized, because a join may read a plain subquery with a limit again and again and so tell more than the limit. */
    private static final String QUEUE_SOME = """
            with chosen as materialized (select thing from service.firmware_execution where job_id = ? and status = 'WAITING'
                and wave <= ? order by wave, place limit ? for update)
            update service.firmware_execution e set status = 'QUEUED', queued_at = ?, updated_at = ?, deadline = ?, due_at = ?,
                from_package = coalesce((select d.last_good_package from service.device_firmware d where d.thing = e.thing), '')
            from chosen where e.job_id = ? and e.thing = chosen.thing returning e.thing
            """;

    private ExecutionRows() {}

    static Execution read(ResultSet row) throws SQLException {
        return new Execution(
                row.getString("job_id"),
                row.getString("thing"),
                row.getLong("number"),
                row.getInt("wave"),
                ExecutionStatus.valueOf(row.getString("status")),
                Json.texts(row.getString("details")),
                row.getLong("revision"),
                row.getInt("failed_retries"),
                row.getInt("timeout_retries"),
                row.getString("from_package"),
                Session.time(row, "queued_at"),
                Session.time(row, "started_at"),
                row.getTimestamp("updated_at").toInstant(),
                new ExecutionTimers(
                        Session.time(row, "deadline"),
                        Session.time(row, "in_progress_due"),
                        Session.time(row, "step_due")));
    }

    /** Adds devices that wait for their wave, in the order of the list; those that are in the job already stay. */
    static List<String> insert(Session session, String jobId, List<String> things, List<String> waves, Instant now)
            throws SQLException {
        return session.list(
                "insert into service.firmware_execution (job_id, thing, wave, place, status, updated_at)"
                        + " select ?, t.thing, cast(t.wave as integer), t.place, 'WAITING', cast(? as timestamptz)"
                        + " from unnest(?, ?) with ordinality as t(thing, wave, place)"
                        + " on conflict do nothing returning thing",
                row -> row.getString(1),
                jobId,
                now,
                things,
                waves);
    }

    /** Tells so many waiting devices of the waves up to this one; gives their names. */
    static List<String> queue(Session session, String jobId, int wave, int number, Duration wholeTimeout, Instant now)
            throws SQLException {
        Instant deadline = now.plus(wholeTimeout);
        return session.list(
                QUEUE_SOME, row -> row.getString(1), jobId, wave, number, now, now, deadline, deadline, jobId);
    }

    static Optional<Execution> find(Session session, String jobId, String thing) throws SQLException {
        return session.one(
                "select * from service.firmware_execution where job_id = ? and thing = ? and status <> 'WAITING'",
                ExecutionRows::read,
                jobId,
                thing);
    }

    static Optional<Execution> lock(Session session, String jobId, String thing) throws SQLException {
        return session.one(
                "select * from service.firmware_execution where job_id = ? and thing = ? and status <> 'WAITING'"
                        + " for update",
                ExecutionRows::read,
                jobId,
                thing);
    }

    /** The executions a device can see, in AWS's order: in progress first, then as the jobs were made. */
    static List<Execution> pending(Session session, List<String> things) throws SQLException {
        return session.list(
                "select e.* from service.firmware_execution e join service.firmware_job j on j.id = e.job_id"
                        + " where e.thing = any(?) and e.status in ('QUEUED', 'IN_PROGRESS')"
                        + " order by e.thing, e.status = 'IN_PROGRESS' desc, j.created_at, j.id",
                ExecutionRows::read,
                things);
    }

    static List<Execution> lockDue(Session session, Instant now, int limit) throws SQLException {
        return session.list(
                "select * from service.firmware_execution where due_at <= ? order by due_at limit ?"
                        + " for update skip locked",
                ExecutionRows::read,
                now,
                limit);
    }

    static void save(Session session, Execution execution) throws SQLException {
        session.update(
                "update service.firmware_execution set status = ?, details = cast(? as jsonb), revision = ?,"
                        + " failed_retries = ?, timeout_retries = ?, queued_at = ?, started_at = ?, updated_at = ?,"
                        + " deadline = ?, in_progress_due = ?, step_due = ?, due_at = ? where job_id = ? and thing = ?",
                execution.status(),
                Json.write(execution.details()),
                execution.revision(),
                execution.failedRetries(),
                execution.timeoutRetries(),
                execution.queuedAt(),
                execution.startedAt(),
                execution.updatedAt(),
                execution.timers().deadline(),
                execution.timers().inProgress(),
                execution.timers().step(),
                execution.timers().due(),
                execution.jobId(),
                execution.thing());
    }

    static Tally tally(Session session, String jobId) throws SQLException {
        Tally tally = new Tally();
        session.list(
                "select wave, status, count(*) as number from service.firmware_execution where job_id = ?"
                        + " group by wave, status",
                row -> tally.add(
                        row.getInt("wave"), ExecutionStatus.valueOf(row.getString("status")), row.getLong("number")),
                jobId);
        return tally;
    }

    static long toldSince(Session session, String jobId, Instant since) throws SQLException {
        return session.number(
                "select count(*) from service.firmware_execution where job_id = ? and queued_at > ?", jobId, since);
    }

    /** A canceled execution and where it stood before. */
    record Canceled(String thing, ExecutionStatus before, Map<String, String> details) {}

    /** Ends those of a job that stand at one of these. */
    static List<Canceled> cancel(Session session, String jobId, List<String> statuses, Instant now)
            throws SQLException {
        return session.list(
                "update service.firmware_execution e set status = 'CANCELED', revision = e.revision + 1, updated_at = ?,"
                        + " deadline = null, in_progress_due = null, step_due = null, due_at = null"
                        + " from (select thing, status as before from service.firmware_execution where job_id = ?"
                        + " and status = any(?) order by thing for update) old"
                        + " where e.job_id = ? and e.thing = old.thing and e.status = old.before"
                        + " returning e.thing, old.before, e.details",
                row -> new Canceled(
                        row.getString(1), ExecutionStatus.valueOf(row.getString(2)), Json.texts(row.getString(3))),
                now,
                jobId,
                statuses,
                jobId);
    }

    /** Those of the things that have a pending execution of a job with a schedule. */
    static List<String> scheduled(Session session, List<String> things) throws SQLException {
        return session.list(
                "select distinct e.thing from service.firmware_execution e join service.firmware_job j on j.id = e.job_id"
                        + " where e.thing = any(?) and e.status in ('QUEUED', 'IN_PROGRESS') and j.plan -> 'schedule' is not null",
                row -> row.getString(1),
                things);
    }

    static List<Execution> page(Session session, String jobId, String status, String after, int limit)
            throws SQLException {
        return session.list(
                "select * from service.firmware_execution where job_id = ? and (? = '' or status = ?) and thing > ?"
                        + " order by thing limit ?",
                ExecutionRows::read,
                jobId,
                status,
                status,
                after,
                limit);
    }
}
