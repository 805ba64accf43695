package hub.adapters.firmware;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Executions in the JSON that AWS IoT's devices read; times are epoch seconds. */
final class ThingShapes {

    private static final int LONGEST_LIST = 10;
    private static final int LONGEST_SCHEDULED_LIST = 15;

    private ThingShapes() {}

    static Map<String, Object> summary(Execution execution) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("jobId", execution.jobId());
        put(shape, "queuedAt", execution.queuedAt());
        put(shape, "startedAt", execution.startedAt());
        shape.put("lastUpdatedAt", execution.updatedAt().getEpochSecond());
        shape.put("versionNumber", execution.revision());
        shape.put("executionNumber", execution.number());
        shape.put("retryAttempt", execution.retries());
        return shape;
    }

    static Map<String, Object> execution(Execution execution, Optional<Map<String, Object>> document) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("jobId", execution.jobId());
        shape.put("thingName", execution.thing());
        document.ifPresent(each -> shape.put("jobDocument", each));
        shape.put("status", execution.status().name());
        shape.put("statusDetails", execution.details());
        shape.putAll(summary(execution));
        return shape;
    }

    static Map<String, Object> state(Execution execution) {
        return Map.of(
                "status",
                execution.status().name(),
                "statusDetails",
                execution.details(),
                "versionNumber",
                execution.revision());
    }

    /**
     * The pending executions a device is shown: the first ten, or fifteen when one of its jobs has a schedule.
     *
     * @param scheduled whether one has
     */
    static List<Execution> shown(List<Execution> pending, boolean scheduled) {
        return pending.subList(0, Math.min(pending.size(), scheduled ? LONGEST_SCHEDULED_LIST : LONGEST_LIST));
    }

    static List<Map<String, Object>> summaries(List<Execution> shown, ExecutionStatus status) {
        return shown.stream()
                .filter(each -> each.status() == status)
                .map(ThingShapes::summary)
                .toList();
    }

    private static void put(Map<String, Object> shape, String name, Optional<Instant> time) {
        time.ifPresent(each -> shape.put(name, each.getEpochSecond()));
    }
}
