package hub.adapters.firmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.adapters.Session;
import hub.message.Command;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes jobs. */
final class JobCreation {

    private static final List<String> PLAN_WORDS = List.of(
            "waves",
            "successThreshold",
            "onFailure",
            "abort",
            "retries",
            "rollout",
            "schedule",
            "inProgressTimeoutInMinutes",
            "queueTimeoutInMinutes",
            "targetSelection");
    private static final String LATEST = "latest";

    private final DeviceFleet fleet;
    private final Targets targets;

    JobCreation(DeviceFleet fleet) {
        this.fleet = fleet;
        this.targets = new Targets(fleet);
    }

    FirmwareJob create(Session session, JsonNode wanted, String user, Instant now) throws SQLException {
        String packageId = wanted.path("packageId").asText();
        FirmwarePackage firmware = PackageRows.find(session, packageId)
                .orElseThrow(() -> new IllegalArgumentException("there is no firmware package '" + packageId + "'"));
        ObjectNode plan = plan(wanted);
        JobPlanReader.checkSchedule(JobPlanReader.read(plan).schedule(), now);
        boolean continuous = wanted.path("targetSelection").asText().equals("CONTINUOUS");
        if (continuous && wanted.path("targets").has("devices")) {
            throw new IllegalArgumentException("targetSelection CONTINUOUS follows the devices of a product;"
                    + " give targets.product or targets.all instead of targets.devices");
        }
        List<String> devices = targets.of(session, wanted.path("targets"), firmware);
        if (devices.isEmpty() && !continuous) {
            throw new IllegalArgumentException(
                    "no device of product " + firmware.productId() + " can take the package");
        }
        String id = wanted.path("id").asText("job-" + UUID.randomUUID());
        boolean approval = wanted.path("approval").asBoolean();
        FirmwareJob job = job(id, "", firmware, wanted.path("description").asText(), plan, approval, user, now);
        if (!insert(session, job, devices, now)) {
            throw new IllegalStateException("there is a job '" + id + "' already");
        }
        return job;
    }

    /** The job of a command, or its result at once when there can be none. */
    void command(Session session, Command command, Instant now) throws SQLException {
        Optional<FirmwarePackage> firmware = wanted(session, command);
        String obstacle = obstacle(session, command, firmware);
        if (!obstacle.isEmpty()) {
            Object result = JobEnd.result(command.deviceId(), "REJECTED", obstacle, command.name(), now);
            Outbox.result(session, command.executionId(), result);
            History.add(
                    session,
                    now,
                    "",
                    command.deviceId(),
                    command.name(),
                    command.requestedBy(),
                    "command",
                    "",
                    "REFUSED",
                    obstacle);
            return;
        }
        long minutes = Math.max(1, Math.min(10_080, (command.timeout().toSeconds() + 59) / 60));
        JsonNode plan = Json.node(Map.of(
                "waves",
                List.of(100),
                "abort",
                List.of(),
                "inProgressTimeoutInMinutes",
                minutes,
                "queueTimeoutInMinutes",
                minutes,
                "retries",
                List.of(Map.of(
                        "failureType", "ALL", "numberOfRetries", Math.max(0, Math.min(10, command.retries()))))));
        String description = command.alarmId().isEmpty() ? "command" : "answer to alarm " + command.alarmId();
        FirmwareJob job = job(
                jobId(command),
                command.executionId(),
                firmware.orElseThrow(),
                description,
                plan,
                false,
                command.requestedBy(),
                now);
        insert(session, job, List.of(command.deviceId()), now);
    }

    private static String jobId(Command command) {
        String id = command.executionId().replaceAll("[^a-zA-Z0-9_-]", "_");
        return id.length() <= 64 && id.equals(command.executionId())
                ? id
                : id.substring(0, Math.min(40, id.length())) + "-" + Targets.digest(command.executionId());
    }

    private static Optional<FirmwarePackage> wanted(Session session, Command command) throws SQLException {
        return command.name().equals(LATEST)
                ? PackageRows.ofProduct(session, command.productId()).stream()
                        .max(Comparator.comparing(FirmwarePackage::version, Versions.OLDEST_FIRST))
                : PackageRows.find(session, command.name());
    }

    private String obstacle(Session session, Command command, Optional<FirmwarePackage> firmware) throws SQLException {
        if (firmware.isEmpty()) {
            return "there is no firmware package '" + command.name() + "' of product " + command.productId();
        }
        if (fleet.productOf(command.deviceId())
                .filter(firmware.get().productId()::equals)
                .isEmpty()) {
            return "the device is no " + firmware.get().productId();
        }
        boolean same = session.number(
                        "select count(*) from service.device_firmware where thing = ? and current_version = ?",
                        command.deviceId(),
                        firmware.get().version())
                > 0;
        if (same && command.name().equals(LATEST)) {
            return "the device runs the latest version " + firmware.get().version() + " already";
        }
        List<String> obstacles = DeviceVersions.obstacles(session, firmware.get(), List.of(command.deviceId()));
        return obstacles.isEmpty() ? "" : obstacles.get(0);
    }

    private static ObjectNode plan(JsonNode wanted) {
        ObjectNode plan = (ObjectNode) Json.read("{}");
        PLAN_WORDS.stream().filter(wanted::has).forEach(word -> plan.set(word, wanted.get(word)));
        return plan;
    }

    private static FirmwareJob job(
            String id,
            String executionId,
            FirmwarePackage firmware,
            String description,
            JsonNode plan,
            boolean approval,
            String user,
            Instant now) {
        return new FirmwareJob(
                id,
                false,
                "",
                executionId,
                firmware.id(),
                firmware.productId(),
                description,
                plan.toString(),
                JobPlanReader.read(plan),
                approval ? JobState.WAITING_FOR_APPROVAL : JobState.SCHEDULED,
                0,
                false,
                "",
                "",
                user,
                now,
                Optional.empty(),
                Optional.empty());
    }

    private static boolean insert(Session session, FirmwareJob job, List<String> devices, Instant now)
            throws SQLException {
        if (!JobRows.insert(session, job, now)) {
            return false;
        }
        List<String> mixed = Targets.mixed(job.id(), devices);
        ExecutionRows.insert(session, job.id(), mixed, Targets.waves(job.plan().waves(), mixed.size()), now);
        History.job(session, job.id(), job.createdBy(), "", job.state().name(), devices.size() + " devices", now);
        return true;
    }
}
