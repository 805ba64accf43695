package hub.adapters.firmware;

import hub.adapters.Database;
import hub.adapters.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Writes one step of an execution with everything that follows from it: history, what the device runs, who must be told. */
final class ExecutionSteps {

    private ExecutionSteps() {}

    static void write(
            Session session,
            Execution before,
            Execution after,
            FirmwareJob job,
            String actor,
            String cause,
            Instant now)
            throws SQLException {
        List<String> thing = List.of(after.thing());
        List<Execution> pending = ExecutionRows.pending(session, thing);
        ExecutionRows.save(session, after);
        History.execution(session, after, before.status().name(), job.packageId(), actor, cause, now);
        if (after.status() == ExecutionStatus.SUCCEEDED) {
            String version = PackageRows.find(session, job.packageId())
                    .map(FirmwarePackage::version)
                    .orElse("");
            DeviceVersions.runs(session, after.thing(), version, now);
        }
        boolean moved = after.status() != before.status() || after.retries() != before.retries();
        if (moved && after.status() != ExecutionStatus.IN_PROGRESS) {
            Outbox.listChanged(session, thing);
            if (!first(pending).equals(first(ExecutionRows.pending(session, thing)))) {
                Outbox.nextChanged(session, thing);
            }
        }
        if (after.status().isTerminal()) {
            Outbox.executionEnd(session, job.id(), after.thing(), after.status().name(), after.details(), now);
        }
    }

    private static String first(List<Execution> pending) {
        return pending.isEmpty() ? "" : pending.get(0).jobId() + pending.get(0).retries();
    }

    /** Asks the driver to look at the job soon; in a transaction of its own, so that no two can wait for each other. */
    static void wake(Database database, String jobId, Instant now) throws SQLException {
        database.in(session -> session.update(
                "update service.firmware_job set due_at = ? where id = ? and due_at > ?", now, jobId, now));
    }
}
