package hub.adapters.firmware;

import hub.adapters.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deletes jobs: what devices can see goes at once, the rest step by step, so that a large job holds nobody up. */
final class JobDeletion {

    private static final int AT_ONCE = 5000;
    private static final String DELETE_OPEN = """
            delete from service.firmware_execution where job_id = ? and status in ('WAITING', 'QUEUED', 'IN_PROGRESS')
            returning thing, status, details
            """;
    private static final String DELETE_SOME = """
            delete from service.firmware_execution where job_id = ? and thing in (select thing from service.firmware_execution
            where job_id = ? order by thing limit ?)
            """;

    private JobDeletion() {}

    private record Gone(String thing, ExecutionStatus status, Map<String, String> details) {}

    /**
     * Begins the deletion; from here on no device sees the job.
     *
     * @param force also when it is open or devices are at work; these are left alone with what they do
     */
    static void begin(Session session, FirmwareJob job, boolean force, String actor, Instant now) throws SQLException {
        if (job.state() == JobState.DELETION_IN_PROGRESS) {
            return;
        }
        Tally tally = ExecutionRows.tally(session, job.id());
        check(job, tally, force);
        if (job.state().isOpen()) {
            DeviceVersions.good(session, job, now);
            JobEnd.tellCommand(session, job, now);
        }
        String farewell = Json.write(JobEnd.event(session, job, "deleted", now));
        Outbox.jobEvent(
                session, job.id(), "deletion_in_progress", JobEnd.event(session, job, "deletion_in_progress", now));
        deleteOpen(session, job, actor, now);
        session.update("update service.firmware_job set farewell = ? where id = ?", farewell, job.id());
        JobRows.state(session, job.id(), JobState.DELETION_IN_PROGRESS, job.reasonCode(), job.comment());
        History.job(session, job.id(), actor, job.state().name(), "DELETION_IN_PROGRESS", force ? "forced" : "", now);
        JobRows.due(session, job.id(), Optional.of(now));
    }

    private static void check(FirmwareJob job, Tally tally, boolean force) {
        if (job.rollingBack()) {
            throw new IllegalStateException(
                    "job '" + job.id() + "' is bringing devices back; delete it when it has brought back all of them");
        }
        boolean atWork = tally.count(ExecutionStatus.IN_PROGRESS) > 0;
        if (!force && (job.state().isOpen() || atWork)) {
            throw new IllegalStateException("job '" + job.id() + "' is " + job.state()
                    + (atWork ? " and devices are at work on it" : "")
                    + "; cancel it and wait for its end, or delete it with force=true");
        }
    }

    private static void deleteOpen(Session session, FirmwareJob job, String actor, Instant now) throws SQLException {
        List<Gone> seen = session
                .list(
                        DELETE_OPEN,
                        row -> new Gone(
                                row.getString(1),
                                ExecutionStatus.valueOf(row.getString(2)),
                                Json.texts(row.getString(3))),
                        job.id())
                .stream()
                .filter(each -> each.status().isPending())
                .toList();
        List<String> things = seen.stream().map(Gone::thing).toList();
        History.executions(session, job.id(), things, "", "DELETED", actor, "the job was deleted", now);
        Outbox.listChanged(session, things);
        Outbox.nextChanged(session, things);
        for (Gone each : seen) {
            Outbox.executionEnd(session, job.id(), each.thing(), "DELETED", each.details(), now);
        }
    }

    /** Deletes some more of it, at last the job itself. */
    static Optional<Instant> next(Session session, FirmwareJob job, Instant now) throws SQLException {
        if (session.update(DELETE_SOME, job.id(), job.id(), AT_ONCE) == AT_ONCE) {
            return Optional.of(now);
        }
        Outbox.jobEvent(session, job.id(), "deleted", Json.read(JobRows.farewell(session, job.id())));
        History.job(session, job.id(), "hub", "DELETION_IN_PROGRESS", "DELETED", "", now);
        session.update("delete from service.firmware_job where id = ?", job.id());
        return Optional.empty();
    }
}
