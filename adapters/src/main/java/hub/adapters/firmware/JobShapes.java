package hub.adapters.firmware;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Jobs and executions as the API shows them; times are ISO 8601. */
final class JobShapes {

    private JobShapes() {}

    static Map<String, Object> job(FirmwareJob job, Tally tally) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", job.id());
        shape.put("kind", job.rollback() ? "rollback" : "update");
        text(shape, "parent", job.parent());
        text(shape, "executionId", job.executionId());
        shape.put("packageId", job.packageId());
        shape.put("productId", job.productId());
        shape.put("description", job.description());
        shape.put("plan", Json.read(job.planText()));
        shape.put("state", job.state().name());
        shape.put("wave", job.wave() + 1);
        shape.put("waves", job.plan().waves().percents());
        shape.put("rollingBack", job.rollingBack());
        text(shape, "reasonCode", job.reasonCode());
        text(shape, "comment", job.comment());
        shape.put("createdBy", job.createdBy());
        shape.put("createdAt", job.createdAt().toString());
        time(shape, "startedAt", job.startedAt());
        time(shape, "endedAt", job.endedAt());
        shape.put("devices", tally.count(status -> true));
        shape.put("counters", tally.byStatus());
        return shape;
    }

    static Map<String, Object> execution(Execution execution) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("jobId", execution.jobId());
        shape.put("device_id", execution.thing());
        shape.put("wave", execution.wave() + 1);
        shape.put("status", execution.status().name());
        shape.put("statusDetails", execution.details());
        shape.put("versionNumber", execution.revision());
        shape.put("executionNumber", execution.number());
        shape.put("retryAttempt", execution.retries());
        text(shape, "lastGoodPackage", execution.fromPackage());
        time(shape, "queuedAt", execution.queuedAt());
        time(shape, "startedAt", execution.startedAt());
        shape.put("lastUpdatedAt", execution.updatedAt().toString());
        time(shape, "timesOutAt", execution.timers().due());
        return shape;
    }

    static Map<String, Object> historyRow(ResultSet row) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("at", row.getTimestamp("at").toInstant().toString());
        text(shape, "jobId", row.getString("job_id"));
        text(shape, "device_id", row.getString("thing"));
        text(shape, "packageId", row.getString("package_id"));
        shape.put("by", row.getString("actor"));
        shape.put("event", row.getString("event"));
        text(shape, "from", row.getString("from_status"));
        text(shape, "to", row.getString("to_status"));
        text(shape, "cause", row.getString("cause"));
        return shape;
    }

    static Map<String, Object> version(ResultSet row) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        text(shape, "currentVersion", row.getString("current_version"));
        text(shape, "hardware", row.getString("hardware"));
        text(shape, "lastGoodVersion", row.getString("last_good_version"));
        text(shape, "lastGoodPackage", row.getString("last_good_package"));
        return shape;
    }

    private static void text(Map<String, Object> shape, String name, String value) {
        if (!value.isEmpty()) {
            shape.put(name, value);
        }
    }

    private static void time(Map<String, Object> shape, String name, Optional<Instant> value) {
        value.ifPresent(each -> shape.put(name, each.toString()));
    }
}
