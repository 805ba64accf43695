package hub.bench.living;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One simulated device with a connection of its own: it measures, takes orders, keeps its shadow and installs firmware. */
final class LivingDevice {
    private static final Logger LOG = LoggerFactory.getLogger(LivingDevice.class);
    private static final long THINKING_MILLIS = 1_500;
    private static final int SILENCE_TICKS = 60;
    private static final String FACTORY = "1.0.0";

    private final String id;
    private final Character character;
    private final Body body = new Body();
    private final DeviceLine line;
    private final ScheduledExecutorService time;
    private final Clock clock;
    private String version = FACTORY;
    private int silentTicks;

    LivingDevice(String id, Character character, DeviceLine line, ScheduledExecutorService time, Clock clock) {
        this.id = id;
        this.character = character;
        this.line = line;
        this.time = time;
        this.clock = clock;
    }

    String id() {
        return id;
    }

    /** Connects and listens to everything the hub may say to it. */
    void begin() {
        line.open(this::onOrder, this::onDelta, this::onJob);
        report();
        line.say(line.jobs("start-next"), Map.of());
    }

    /** Trouble begins. */
    void fallIll() {
        body.fallIll();
        if (character == Character.SILENT) {
            silentTicks = SILENCE_TICKS;
            line.breakOff();
        }
    }

    /** A technician was here. */
    void repair() {
        body.recover();
    }

    boolean isTroubled() {
        return body.isTroubled();
    }

    /** Measures once and tells; a silent device comes back, repaired by itself, when its silence is over. */
    void live() {
        body.live();
        if (silentTicks > 0) {
            silentTicks--;
            if (silentTicks == 0) {
                body.recover();
                begin();
            }
            return;
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("device_timestamp", clock.millis());
        message.put("data", Map.of("metrics", body.metrics()));
        line.say(line.telemetry(), message);
    }

    private void onOrder(JsonNode order) {
        String execution = order.path("executionId").asText();
        LOG.info("{} is told to {}", id, order.path("command").asText());
        time.schedule(() -> answer(execution), THINKING_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void answer(String execution) {
        if (!character.answers()) {
            return;
        }
        if (character == Character.RESTART || character.curedByFirmware() && !version.equals(FACTORY)) {
            body.recover();
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("executionId", execution);
        result.put("status", character.obeys() ? "SUCCEEDED" : "FAILED");
        if (!character.obeys()) {
            result.put(
                    "statusReason", Map.of("reasonCode", "fan-blocked", "reasonDescription", "the fan does not turn"));
        }
        line.say(line.results(), result);
    }

    private void onDelta(JsonNode delta) {
        int speed = delta.path("state").path("targetRpm").asInt(0);
        if (speed > 0) {
            body.aimAt(speed);
            report();
        }
    }

    private void report() {
        line.say(
                line.shadow(),
                Map.of("state", Map.of("reported", Map.of("targetRpm", body.targetSpeed(), "firmware", version))));
    }

    private void onJob(JsonNode execution) {
        String job = execution.path("jobId").asText();
        if (job.isEmpty()) {
            return;
        }
        if (execution.path("status").asText().equals("QUEUED")) {
            line.say(line.jobs("start-next"), Map.of());
            return;
        }
        LOG.info("{} installs {}", id, job);
        String target =
                execution.path("jobDocument").path("package").path("version").asText("1.1.0");
        time.schedule(() -> install(job, target), 2 * THINKING_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void install(String job, String target) {
        if (!character.obeys()) {
            line.say(
                    line.jobs(job + "/update"),
                    Map.of("status", "FAILED", "statusDetails", Map.of("reason", "no power")));
            return;
        }
        version = target;
        if (character.curedByFirmware()) {
            body.recover();
        }
        line.say(line.jobs(job + "/update"), Map.of("status", "SUCCEEDED", "statusDetails", Map.of("progress", "100")));
        report();
    }
}
