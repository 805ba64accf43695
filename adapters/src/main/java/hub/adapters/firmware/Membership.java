package hub.adapters.firmware;

import hub.adapters.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Keeps a continuous job in step with its product: who comes gets it, who leaves loses it, who comes back begins anew. */
final class Membership {

    private static final String COME_BACK = """
            update service.firmware_execution set status = 'WAITING', number = number + 1, revision = 1, wave = ?, details = '{}',
                failed_retries = 0, timeout_retries = 0, queued_at = null, started_at = null, updated_at = ?, left_at = null,
                rolled_back_by = '' where job_id = ? and left_at is not null and thing = any(?) returning thing
            """;
    private static final String LEAVE = """
            update service.firmware_execution e set left_at = ?, updated_at = ?, deadline = null, in_progress_due = null,
                step_due = null, due_at = null, revision = e.revision + case when old.open then 1 else 0 end,
                status = case when old.open then 'REMOVED' else e.status end
            from (select thing, status, status in ('WAITING', 'QUEUED', 'IN_PROGRESS') as open
                  from service.firmware_execution where job_id = ? and left_at is null and thing <> all(?)
                  order by thing for update) old
            where e.job_id = ? and e.thing = old.thing returning e.thing, old.status, e.details
            """;

    private final DeviceFleet fleet;

    Membership(DeviceFleet fleet) {
        this.fleet = fleet;
    }

    private record Left(String thing, ExecutionStatus before, Map<String, String> details) {}

    void follow(Session session, FirmwareJob job, Instant now) throws SQLException {
        FirmwarePackage firmware = PackageRows.find(session, job.packageId()).orElseThrow();
        List<String> members = fleet.ofProduct(job.productId());
        List<String> fitting = Targets.fitting(session, firmware, members);
        int last = job.plan().waves().last();
        List<String> back = session.list(COME_BACK, row -> row.getString(1), last, now, job.id(), fitting);
        History.executions(session, job.id(), back, "", "WAITING", "hub", "the device came back to the product", now);
        List<String> waves =
                fitting.stream().map(each -> Integer.toString(last)).toList();
        List<String> come = ExecutionRows.insert(session, job.id(), fitting, waves, now);
        History.executions(session, job.id(), come, "", "WAITING", "hub", "the device came to the product", now);
        leave(session, job, members, now);
    }

    private static void leave(Session session, FirmwareJob job, List<String> members, Instant now) throws SQLException {
        List<Left> left = session.list(
                LEAVE,
                row -> new Left(
                        row.getString(1), ExecutionStatus.valueOf(row.getString(2)), Json.texts(row.getString(3))),
                now,
                now,
                job.id(),
                members,
                job.id());
        List<String> removed = left.stream()
                .filter(each -> !each.before().isTerminal())
                .map(Left::thing)
                .toList();
        History.executions(session, job.id(), removed, "", "REMOVED", "hub", "the device left the product", now);
        List<Left> seen =
                left.stream().filter(each -> each.before().isPending()).toList();
        List<String> things = seen.stream().map(Left::thing).toList();
        Outbox.listChanged(session, things);
        Outbox.nextChanged(session, things);
        for (Left each : seen) {
            Outbox.executionEnd(session, job.id(), each.thing(), "REMOVED", each.details(), now);
        }
    }
}
