package hub.adapters.firmware;

import hub.adapters.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Everything that ever happened to packages, jobs and executions: who, what, why. */
final class History {

    private History() {}

    /** Something that happened to one execution. */
    static void execution(
            Session session, Execution after, String from, String packageId, String actor, String cause, Instant now)
            throws SQLException {
        add(
                session,
                now,
                after.jobId(),
                after.thing(),
                packageId,
                actor,
                "execution",
                from,
                after.status().name(),
                cause);
    }

    /** The same that happened to many executions of a job. */
    static void executions(
            Session session,
            String jobId,
            List<String> things,
            String from,
            String to,
            String actor,
            String cause,
            Instant now)
            throws SQLException {
        session.update(
                "insert into service.firmware_history (at, job_id, thing, package_id, actor, event, from_status, to_status,"
                        + " cause) select cast(? as timestamptz), ?, t.thing, '', ?, 'execution', ?, ?, ? from unnest(?) as t(thing)",
                now,
                jobId,
                actor,
                from,
                to,
                cause,
                things);
    }

    static void job(Session session, String jobId, String actor, String from, String to, String cause, Instant now)
            throws SQLException {
        add(session, now, jobId, "", "", actor, "job", from, to, cause);
    }

    static void add(
            Session session,
            Instant now,
            String jobId,
            String thing,
            String packageId,
            String actor,
            String event,
            String from,
            String to,
            String cause)
            throws SQLException {
        session.update(
                "insert into service.firmware_history (at, job_id, thing, package_id, actor, event, from_status, to_status,"
                        + " cause) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                now,
                jobId,
                thing,
                packageId,
                actor,
                event,
                from,
                to,
                cause.length() > 2000 ? cause.substring(0, 2000) : cause);
    }
}
