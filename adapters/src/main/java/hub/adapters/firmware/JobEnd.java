package hub.adapters.firmware;

import hub.adapters.Session;
import hub.message.CommandResult;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends jobs, with all who must hear of it. */
final class JobEnd {

    private static final List<String> HIDDEN = List.of("WAITING", "QUEUED");
    private static final List<String> ALL_OPEN = List.of("WAITING", "QUEUED", "IN_PROGRESS");

    private JobEnd() {}

    static void complete(Session session, FirmwareJob job, String cause, Instant now) throws SQLException {
        JobRows.end(session, job.id(), JobState.COMPLETED, "", "", false, now);
        History.job(session, job.id(), "hub", job.state().name(), "COMPLETED", cause, now);
        DeviceVersions.good(session, job, now);
        tell(session, job, "completed", now);
    }

    /**
     * Cancels what has not begun; what is in progress goes on unless forced.
     *
     * @param reasonCode why, as a code
     * @param rollBack whether devices that were changed are brought back
     */
    static void cancel(
            Session session,
            FirmwareJob job,
            String reasonCode,
            String comment,
            boolean force,
            boolean rollBack,
            String actor,
            Instant now)
            throws SQLException {
        JobRows.end(session, job.id(), JobState.CANCELED, reasonCode, comment, rollBack, now);
        History.job(session, job.id(), actor, job.state().name(), "CANCELED", comment, now);
        cancelExecutions(session, job, force, actor, comment, now);
        if (!rollBack) {
            DeviceVersions.good(session, job, now);
        }
        Outbox.jobEvent(
                session, job.id(), "cancellation_in_progress", event(session, job, "cancellation_in_progress", now));
        tell(session, job, "canceled", now);
    }

    /** Also called again later, for an execution that was queued anew while its job was being cancelled. */
    static void cancelExecutions(
            Session session, FirmwareJob job, boolean force, String actor, String cause, Instant now)
            throws SQLException {
        List<ExecutionRows.Canceled> ended =
                ExecutionRows.cancel(session, job.id(), force ? ALL_OPEN : HIDDEN, now).stream()
                        .filter(each -> each.before().isPending())
                        .toList();
        List<String> seen = ended.stream().map(ExecutionRows.Canceled::thing).toList();
        History.executions(session, job.id(), seen, "", "CANCELED", actor, cause, now);
        Outbox.listChanged(session, seen);
        Outbox.nextChanged(session, seen);
        for (ExecutionRows.Canceled each : ended) {
            Outbox.executionEnd(session, job.id(), each.thing(), "CANCELED", each.details(), now);
        }
    }

    private static void tell(Session session, FirmwareJob job, String event, Instant now) throws SQLException {
        Outbox.jobEvent(session, job.id(), event, event(session, job, event, now));
        tellCommand(session, job, now);
    }

    /** Tells the command behind a job what became of it. */
    static void tellCommand(Session session, FirmwareJob job, Instant now) throws SQLException {
        if (!job.executionId().isEmpty()) {
            Optional<Execution> only =
                    ExecutionRows.page(session, job.id(), "", "", 1).stream().findFirst();
            if (only.isPresent()) {
                Outbox.result(session, job.executionId(), result(job, only.get(), now));
            }
        }
    }

    private static Map<String, Object> result(FirmwareJob job, Execution execution, Instant now) {
        boolean known = execution.status().isExecuted();
        String status = known ? execution.status().name() : CommandResult.Status.CANCELED.name();
        return result(execution.thing(), status, execution.details().getOrDefault("reason", ""), job.packageId(), now);
    }

    static Map<String, Object> result(String device, String status, String reason, String packageId, Instant now) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("deviceId", device);
        result.put("status", status);
        result.put("reason", reason);
        result.put("packageId", packageId);
        result.put("at", now.toString());
        return result;
    }

    /** What is told of a job, with how many devices came to which end. */
    static Map<String, Object> event(Session session, FirmwareJob job, String operation, Instant now)
            throws SQLException {
        Tally tally = ExecutionRows.tally(session, job.id());
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventType", "JOB");
        event.put("operation", operation);
        event.put("jobId", job.id());
        event.put("timestamp", now.getEpochSecond());
        event.put("numberOfSucceededThings", tally.count(ExecutionStatus.SUCCEEDED));
        event.put("numberOfFailedThings", tally.count(ExecutionStatus.FAILED));
        event.put("numberOfRejectedThings", tally.count(ExecutionStatus.REJECTED));
        event.put("numberOfCanceledThings", tally.count(ExecutionStatus.CANCELED));
        event.put("numberOfRemovedThings", tally.count(ExecutionStatus.REMOVED));
        event.put("numberOfTimedOutThings", tally.count(ExecutionStatus.TIMED_OUT));
        return event;
    }
}
