package hub.adapters.firmware;

import hub.adapters.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Brings devices of a failed job back: one job of its own for each version they had before. */
final class Rollback {

    /** All at once, patiently, and never given up for a share of failures: a device left behind is worse than a retry. */
    static final String PLAN = Json.write(Map.of(
            "waves",
            List.of(100),
            "successThreshold",
            0,
            "onFailure",
            "CANCEL",
            "abort",
            List.of(),
            "retries",
            List.of(Map.of("failureType", "ALL", "numberOfRetries", 5))));

    private static final int LONGEST_PARENT = 46;
    private static final String UNDO = """
            select thing, from_package from service.firmware_execution where job_id = ? and rolled_back_by = ''
            and started_at is not null and status in ('SUCCEEDED', 'FAILED', 'TIMED_OUT', 'CANCELED') order by thing
            """;

    private Rollback() {}

    /** Brings back those that have ended since the last call. */
    static void next(Session session, FirmwareJob job, Instant now) throws SQLException {
        Map<String, List<String>> byPackage = new TreeMap<>();
        session.list(
                UNDO,
                row -> byPackage
                        .computeIfAbsent(row.getString(2), key -> new ArrayList<>())
                        .add(row.getString(1)),
                job.id());
        for (var group : byPackage.entrySet()) {
            Optional<FirmwarePackage> last = PackageRows.find(session, group.getKey())
                    .filter(each -> !each.id().equals(job.packageId()));
            if (last.isPresent()) {
                bring(session, job, last.get(), group.getValue(), now);
            } else {
                mark(session, job, group.getValue(), "-");
                String cause = "no other last good package of the device is known";
                History.executions(session, job.id(), group.getValue(), "", "NOT_ROLLED_BACK", "hub", cause, now);
            }
        }
    }

    private static void bring(Session session, FirmwareJob job, FirmwarePackage last, List<String> things, Instant now)
            throws SQLException {
        String start = job.id().substring(0, Math.min(LONGEST_PARENT, job.id().length()));
        String id =
                start + "-back-" + Targets.digest(job.id() + "/" + last.id()).substring(0, 8);
        FirmwareJob back = new FirmwareJob(
                id,
                true,
                job.id(),
                "",
                last.id(),
                job.productId(),
                "Back to " + last.version() + " after job " + job.id(),
                PLAN,
                JobPlanReader.read(Json.read(PLAN)),
                JobState.IN_PROGRESS,
                0,
                false,
                "",
                "",
                "hub",
                now,
                Optional.of(now),
                Optional.empty());
        if (JobRows.insert(session, back, now)) {
            History.job(session, id, "hub", "", "IN_PROGRESS", back.description(), now);
        }
        ExecutionRows.insert(session, id, things, Targets.waves(Waves.ALL_AT_ONCE, things.size()), now);
        JobRows.due(session, id, Optional.of(now));
        mark(session, job, things, id);
    }

    private static void mark(Session session, FirmwareJob job, List<String> things, String by) throws SQLException {
        session.update(
                "update service.firmware_execution set rolled_back_by = ? where job_id = ? and thing = any(?)",
                by,
                job.id(),
                things);
    }
}
