package hub.adapters.firmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.Database;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Takes reports of role {@code ota_status}, for devices that do not speak AWS IoT Jobs: {@code status} in its words or
 * {@code fw_state} in ThingsBoard's, and {@code version} of what the device runs.
 */
public final class OtaReports {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> AT_WORK =
            Set.of("INITIATED", "DOWNLOADING", "DOWNLOADED", "VERIFIED", "UPDATING", "IN_PROGRESS");

    private final Database database;
    private final DeviceJobs jobs;
    private final DeviceFleet fleet;
    private final Clock clock;

    /** @param warm the warm store, with schema {@code service} */
    public OtaReports(DataSource warm, DeviceJobs jobs, DeviceFleet fleet, Clock clock) {
        this.database = new Database(warm);
        this.jobs = jobs;
        this.fleet = fleet;
        this.clock = clock;
    }

    /**
     * Applies reports in their order; a report that comes again finds its execution ended and changes nothing.
     *
     * @return dead letters of what could not be applied, with the reason
     * @throws SQLException when the store does not answer, so that the batch is tried again
     */
    public List<DeadLetter> apply(List<RawFrame> frames) throws SQLException {
        List<DeadLetter> refused = new ArrayList<>();
        for (RawFrame frame : frames) {
            String problem = apply(frame);
            if (!problem.isEmpty()) {
                refused.add(refuse(frame, problem));
            }
        }
        return refused;
    }

    private String apply(RawFrame frame) throws SQLException {
        JsonNode body;
        try {
            body = JSON.readTree(frame.payload());
        } catch (IOException malformed) {
            return "the body is not JSON: " + malformed.getMessage();
        }
        JsonNode said = body.has("data") ? body.path("data") : body;
        String version = text(said, "version", "current_fw_version");
        String status = status(text(said, "status", "fw_state"));
        if (version.isEmpty() && status.isEmpty()) {
            return "send a status (IN_PROGRESS, SUCCEEDED, FAILED, REJECTED), a fw_state, or the version that runs";
        }
        String problem = status.isEmpty() ? "" : update(frame.deviceId(), said, status);
        if (!version.isEmpty() && problem.isEmpty()) {
            database.in(session -> {
                String product = fleet.productOf(frame.deviceId()).orElse("");
                DeviceVersions.reports(
                        session, frame.deviceId(), product, version, text(said, "hardware", "hw"), clock.instant());
                return null;
            });
        }
        return problem;
    }

    private String update(String device, JsonNode said, String status) throws SQLException {
        String jobId = said.path("jobId").asText("");
        if (jobId.isEmpty()) {
            List<Execution> pending = database.in(session -> ExecutionRows.pending(session, List.of(device)));
            if (pending.isEmpty()) {
                return "the device has no firmware job that has not ended";
            }
            jobId = pending.get(0).jobId();
        }
        Map<String, Object> update = new LinkedHashMap<>();
        update.put("status", status);
        update.put("statusDetails", details(said));
        DeviceJobs.Reply reply = jobs.update(device, jobId, Json.write(update).getBytes(StandardCharsets.UTF_8));
        boolean again =
                reply.body().get("executionState") instanceof Map<?, ?> state && status.equals(state.get("status"));
        return reply.accepted() || again
                ? ""
                : reply.body().get("code") + ": " + reply.body().get("message");
    }

    private static Map<String, String> details(JsonNode said) {
        Map<String, String> details = new LinkedHashMap<>();
        said.properties().forEach(entry -> {
            if (entry.getValue().isValueNode() && !Set.of("status", "jobId").contains(entry.getKey())) {
                details.put(entry.getKey(), entry.getValue().asText());
            }
        });
        return details;
    }

    private static String status(String word) {
        if (AT_WORK.contains(word)) {
            return "IN_PROGRESS";
        }
        return word.equals("UPDATED") ? "SUCCEEDED" : word;
    }

    private static String text(JsonNode said, String name, String otherName) {
        return said.path(name).asText(said.path(otherName).asText(""));
    }

    private DeadLetter refuse(RawFrame frame, String problem) {
        return new DeadLetter(
                frame.position() + "-ota",
                clock.instant(),
                "act",
                "firmware-status",
                List.of(problem),
                "take-ota-status",
                frame.deviceId(),
                frame.productId(),
                "",
                1,
                frame.headers(),
                frame.payload());
    }
}
