package hub.adapters.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A continuous job follows its product: it never completes, who comes gets it, who leaves loses it. */
class ContinuousJobTest {

    private static final String PLAN =
            ",\"targetSelection\":\"CONTINUOUS\",\"onFailure\":\"CANCEL\",\"successThreshold\":0,"
                    + "\"retries\":[{\"failureType\":\"FAILED\",\"numberOfRetries\":1}]";

    private TestingFirmware hub;

    @BeforeEach
    void twoDevicesAndAPackage() throws Exception {
        hub = new TestingFirmware();
        hub.fleet(2);
        hub.upload("1.0.0");
        hub.start("c", PLAN);
    }

    @Test
    void itNeverCompletesAndNewDevicesGetIt() throws Exception {
        hub.says("d-0000", "c", "SUCCEEDED");
        hub.says("d-0001", "c", "SUCCEEDED");
        later();
        assertThat(hub.job("c").path("state").asText()).isEqualTo("IN_PROGRESS");
        assertThat(hub.device("d-0001").path("lastGoodVersion").asText()).isEqualTo("1.0.0");

        hub.fleet(3);
        hub.sent();
        later();

        assertThat(hub.counters("c")).isEqualTo("QUEUED 1, SUCCEEDED 2");
        assertThat(hub.sentTopics()).contains("$aws/things/d-0002/jobs/notify-next");
        hub.says("d-0002", "c", "SUCCEEDED");
        later();
        assertThat(hub.counters("c")).isEqualTo("SUCCEEDED 3");
        assertThat(hub.job("c").path("state").asText()).isEqualTo("IN_PROGRESS");
    }

    @Test
    void whoLeavesIsRemovedAndBeginsAnewWhenHeComesBack() throws Exception {
        hub.says("d-0000", "c", "FAILED");
        assertThat(next("d-0000").path("retryAttempt").asInt()).isEqualTo(1);
        hub.ask("d-0000", "start-next", "");
        hub.sent();

        hub.products.put("d-0000", "prod-b");
        later();

        assertThat(hub.counters("c")).isEqualTo("QUEUED 1, REMOVED 1");
        assertThat(hub.sentTopics())
                .contains("$aws/events/jobExecution/c/removed", "$aws/things/d-0000/jobs/notify-next");
        assertThat(hub.ask("d-0000", "c/update", "{\"status\":\"SUCCEEDED\"}")
                        .path("code")
                        .asText())
                .isEqualTo("InvalidStateTransition");

        hub.products.put("d-0000", "prod-a");
        later();

        JsonNode anew = next("d-0000");
        assertThat(anew.path("retryAttempt").asInt()).isZero();
        assertThat(anew.path("executionNumber").asInt()).isEqualTo(2);
        assertThat(anew.path("versionNumber").asInt()).isEqualTo(1);
        hub.says("d-0000", "c", "FAILED");
        hub.says("d-0000", "c", "FAILED");
        assertThat(hub.counters("c")).isEqualTo("QUEUED 1, FAILED 1");
        later();
        assertThat(hub.counters("c")).isEqualTo("QUEUED 1, FAILED 1");
    }

    @Test
    void whoHadEndedAndLeftGetsItAgainWhenHeComesBack() throws Exception {
        hub.says("d-0000", "c", "SUCCEEDED");
        hub.products.remove("d-0000");
        later();
        assertThat(hub.counters("c")).isEqualTo("QUEUED 1, SUCCEEDED 1");

        hub.products.put("d-0000", "prod-a");
        later();

        assertThat(hub.counters("c")).isEqualTo("QUEUED 2");
    }

    @Test
    void itFollowsAProductAndNotAListOfDevices() {
        assertThatThrownBy(() -> hub.create("{\"packageId\":\"prod-a-1.0.0\",\"targetSelection\":\"CONTINUOUS\","
                        + "\"targets\":{\"devices\":[\"d-0000\"]}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("targets.product");
    }

    @Test
    void itEndsAtItsEndTimeAndNotBefore() throws Exception {
        hub.jobs.cancel("c", java.util.Map.of("force", true), "operator");
        hub.start("e", PLAN + ",\"schedule\":{\"endTime\":\"2026-03-01T13:00:00Z\",\"endBehavior\":\"STOP_ROLLOUT\"}");
        hub.says("d-0000", "e", "SUCCEEDED");
        hub.says("d-0001", "e", "SUCCEEDED");
        later();
        assertThat(hub.job("e").path("state").asText()).isEqualTo("IN_PROGRESS");

        hub.clock.move(Duration.ofHours(1));
        hub.fleet(3);
        hub.jobs.drive();

        assertThat(hub.job("e").path("state").asText()).isEqualTo("COMPLETED");
        assertThat(hub.counters("e")).isEqualTo("SUCCEEDED 2");
    }

    private JsonNode next(String thing) throws Exception {
        return hub.ask(thing, "$next/get", "").path("execution");
    }

    private void later() throws Exception {
        hub.clock.move(Duration.ofSeconds(31));
        hub.jobs.drive();
    }
}
