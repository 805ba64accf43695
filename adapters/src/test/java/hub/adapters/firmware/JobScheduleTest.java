package hub.adapters.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When jobs begin, rest and end, and what devices are shown meanwhile; the clock begins at noon. */
class JobScheduleTest {

    private TestingFirmware hub;

    @BeforeEach
    void fourDevicesAndAPackage() throws Exception {
        hub = new TestingFirmware();
        hub.fleet(4);
        hub.upload("1.0.0");
    }

    @Test
    void aJobBeginsAtItsStartTime() throws Exception {
        hub.start("j", schedule("\"startTime\":\"2026-03-01T12:30:00Z\""));
        hub.jobs.drive();
        assertThat(state("j")).isEqualTo("SCHEDULED");

        hub.clock.move(Duration.ofMinutes(30));
        hub.jobs.drive();

        assertThat(state("j")).isEqualTo("IN_PROGRESS");
        assertThat(hub.counters("j")).isEqualTo("QUEUED 4");
    }

    @Test
    void devicesAreToldOnlyInMaintenanceWindows() throws Exception {
        hub.start(
                "j",
                ",\"rollout\":{\"maximumPerMinute\":1}"
                        + schedule(
                                "\"maintenanceWindows\":[{\"startTime\":\"cron(0 13 * * ? *)\",\"durationInMinutes\":2}]"));
        assertThat(hub.counters("j")).isEqualTo("WAITING 4");

        hub.clock.move(Duration.ofMinutes(60));
        hub.jobs.drive();
        assertThat(hub.counters("j")).isEqualTo("WAITING 3, QUEUED 1");
        hub.ask("d-0000", "start-next", "");
        hub.ask("d-0001", "start-next", "");
        hub.clock.move(Duration.ofMinutes(1));
        hub.jobs.drive();
        hub.clock.move(Duration.ofMinutes(1));
        hub.jobs.drive();
        assertThat(hub.job("j").path("counters").path("WAITING").asInt()).isEqualTo(2);

        hub.clock.move(Duration.ofHours(24).minusMinutes(2));
        hub.jobs.drive();
        assertThat(hub.job("j").path("counters").path("WAITING").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STOP_ROLLOUT | IN_PROGRESS | QUEUED 1, IN_PROGRESS 1, CANCELED 2",
                "CANCEL       | CANCELED    | IN_PROGRESS 1, CANCELED 3",
                "FORCE_CANCEL | CANCELED    | CANCELED 4"
            })
    void atItsEndTimeAJobEndsAsItWasTold(String behavior, String state, String counters) throws Exception {
        hub.start(
                "j",
                ",\"rollout\":{\"maximumPerMinute\":2},\"queueTimeoutInMinutes\":600,\"inProgressTimeoutInMinutes\":600"
                        + schedule("\"endTime\":\"2026-03-01T12:30:00Z\",\"endBehavior\":\"" + behavior + "\""));
        String working = firstQueued();
        hub.ask(working, "start-next", "");
        hub.clock.move(Duration.ofSeconds(1));
        hub.jobs.pause("j", "operator");

        hub.clock.move(Duration.ofMinutes(30));
        hub.jobs.drive();
        hub.clock.move(Duration.ofSeconds(2));
        hub.jobs.drive();

        assertThat(state("j")).isEqualTo(state);
        assertThat(hub.counters("j")).isEqualTo(counters);
        String answer = hub.ask(working, "j/update", "{\"status\":\"SUCCEEDED\"}")
                .path("code")
                .asText();
        assertThat(answer).isEqualTo(behavior.equals("FORCE_CANCEL") ? "InvalidStateTransition" : "");
        if (behavior.equals("STOP_ROLLOUT")) {
            hub.says(firstQueued(), "j", "SUCCEEDED");
            hub.jobs.drive();
            assertThat(state("j")).isEqualTo("COMPLETED");
        }
    }

    @Test
    void aPausedJobTellsNobodyAndGoesOnWhereItWas() throws Exception {
        hub.create("{\"id\":\"j\",\"packageId\":\"prod-a-1.0.0\",\"targets\":{\"all\":true},\"waves\":[25,100],"
                + "\"retries\":[{\"failureType\":\"FAILED\",\"numberOfRetries\":1}]}");
        hub.jobs.drive();
        String first = firstQueued();
        hub.jobs.pause("j", "operator");
        hub.says(first, "j", "FAILED");
        assertThat(hub.counters("j")).isEqualTo("WAITING 3, QUEUED 1");
        hub.says(first, "j", "SUCCEEDED");
        hub.clock.move(Duration.ofHours(1));
        hub.jobs.drive();
        assertThat(hub.counters("j")).isEqualTo("WAITING 3, SUCCEEDED 1");
        assertThat(state("j")).isEqualTo("PAUSED");

        hub.jobs.resume("j", "operator");
        assertThat(state("j")).isEqualTo("IN_PROGRESS");
        hub.jobs.drive();

        assertThat(hub.counters("j")).isEqualTo("QUEUED 3, SUCCEEDED 1");
        assertThat(hub.job("j").path("wave").asInt()).isEqualTo(2);
    }

    @Test
    void aPauseForTooManyFailuresIsResumedWithoutThresholds() throws Exception {
        hub.create("{\"id\":\"j\",\"packageId\":\"prod-a-1.0.0\",\"targets\":{\"all\":true},\"waves\":[25,100],"
                + "\"onFailure\":\"PAUSE\"}");
        hub.jobs.drive();
        hub.says(firstQueued(), "j", "FAILED");
        hub.jobs.drive();
        assertThat(state("j")).isEqualTo("PAUSED");
        assertThat(hub.job("j").path("reasonCode").asText()).isEqualTo("TOO_MANY_FAILURES");

        hub.jobs.resume("j", "operator");
        hub.jobs.drive();

        assertThat(hub.counters("j")).isEqualTo("QUEUED 3, FAILED 1");
    }

    @Test
    void aDeviceIsShownTenPendingJobsAndFifteenWhenOneHasASchedule() throws Exception {
        hub.fleet(1);
        for (int number = 10; number < 28; number++) {
            hub.start("j" + number, "");
        }
        hub.ask("d-0000", "start-next", "");
        assertThat(shown()).isEqualTo(10);
        assertThat(hub.ask("d-0000", "get", "").path("inProgressJobs")).hasSize(1);

        hub.start("later", schedule("\"endTime\":\"2026-03-01T14:00:00Z\""));

        assertThat(shown()).isEqualTo(15);
        JsonNode told = hub.sent().stream()
                .filter(each -> each.topic().equals("$aws/things/d-0000/jobs/notify"))
                .reduce((one, other) -> other)
                .map(each -> Json.read(new String(each.payload(), java.nio.charset.StandardCharsets.UTF_8)))
                .orElseThrow();
        assertThat(told.path("jobs").path("IN_PROGRESS")).hasSize(1);
        assertThat(told.path("jobs").path("QUEUED")).hasSize(14);
    }

    @Test
    void aDeviceThatAsksTooOftenIsHeldBackAndOthersAreNot() throws Exception {
        for (int number = 0; number < 20; number++) {
            assertThat(hub.ask("d-0000", "get", "").has("queuedJobs")).isTrue();
        }

        JsonNode refused = hub.ask("d-0000", "get", "{\"clientToken\":\"mine\"}");
        assertThat(refused.path("code").asText()).isEqualTo("RequestThrottled");
        assertThat(refused.path("clientToken").asText()).isEqualTo("mine");
        assertThat(hub.ask("d-0001", "get", "").has("queuedJobs")).isTrue();
        assertThat(hub.devices.request("d-0000", "get", "", new byte[0]).status())
                .isEqualTo(429);
        assertThat(hub.count("select count(*) from service.firmware_history where to_status = 'REFUSED'"))
                .isZero();
        hub.clock.move(Duration.ofMillis(100));
        assertThat(hub.ask("d-0000", "get", "").has("queuedJobs")).isTrue();
        assertThat(hub.ask("d-0000", "get", "").path("code").asText()).isEqualTo("RequestThrottled");
    }

    private int shown() throws Exception {
        JsonNode lists = hub.ask("d-0000", "get", "");
        return lists.path("inProgressJobs").size() + lists.path("queuedJobs").size();
    }

    private static String schedule(String words) {
        return ",\"schedule\":{" + words + "}";
    }

    private String firstQueued() throws Exception {
        JsonNode page = TestingFirmware.JSON.valueToTree(hub.jobs.executions("j", "QUEUED", 1, ""));
        return page.path("items").get(0).path("device_id").asText();
    }

    private String state(String job) throws Exception {
        return hub.job(job).path("state").asText();
    }
}
