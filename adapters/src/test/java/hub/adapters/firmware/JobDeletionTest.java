package hub.adapters.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs are deleted, and what may still be changed about them is changed. */
class JobDeletionTest {

    private TestingFirmware hub;

    @BeforeEach
    void threeDevicesAndAPackage() throws Exception {
        hub = new TestingFirmware();
        hub.fleet(3);
        hub.upload("1.0.0");
        hub.start("j1", ",\"onFailure\":\"CANCEL\"");
        hub.sent();
    }

    @Test
    void anOpenJobIsDeletedOnlyByForceAndItsDevicesNoLongerSeeIt() throws Exception {
        hub.ask("d-0000", "start-next", "{\"statusDetails\":{\"percent\":\"10\"}}");
        hub.says("d-0001", "j1", "SUCCEEDED");
        hub.sent();

        assertThatThrownBy(() -> hub.jobs.delete("j1", false, "operator"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("force=true");
        assertThat(hub.jobs.delete("j1", true, "operator")).containsEntry("state", "DELETION_IN_PROGRESS");

        assertThat(hub.ask("d-0000", "j1/update", "{\"status\":\"SUCCEEDED\"}")
                        .path("code")
                        .asText())
                .isEqualTo("ResourceNotFound");
        assertThat(hub.ask("d-0002", "start-next", "").has("execution")).isFalse();
        List<DeviceMessage> told = hub.sent();
        assertThat(told)
                .extracting(DeviceMessage::topic)
                .contains(
                        "$aws/events/job/j1/deletion_in_progress",
                        "$aws/events/jobExecution/j1/deleted",
                        "$aws/things/d-0000/jobs/notify-next",
                        "$aws/things/d-0002/jobs/notify");
        JsonNode event = TestingFirmware.JSON.readTree(told.stream()
                .filter(each -> each.topic().equals("$aws/events/jobExecution/j1/deleted"))
                .findFirst()
                .orElseThrow()
                .payload());
        assertThat(event.path("thingArn").asText()).endsWith("thing/d-0000");
        assertThat(event.path("statusDetails").path("percent").asText()).isEqualTo("10");

        hub.jobs.drive();

        DeviceMessage farewell = hub.sent().get(0);
        assertThat(farewell.topic()).isEqualTo("$aws/events/job/j1/deleted");
        assertThat(TestingFirmware.JSON
                        .readTree(farewell.payload())
                        .path("numberOfSucceededThings")
                        .asInt())
                .isEqualTo(1);
        assertThatThrownBy(() -> hub.jobs.get("j1")).isInstanceOf(NoSuchElementException.class);
        assertThat(hub.count("select count(*) from service.firmware_execution")).isZero();
        assertThat(hub.device("d-0001").path("history").findValuesAsText("to")).contains("SUCCEEDED");
        hub.start("j1", "");
        assertThat(hub.counters("j1")).isEqualTo("QUEUED 3");
    }

    @Test
    void anEndedJobIsDeletedOnceNoDeviceIsAtWork() throws Exception {
        hub.ask("d-0000", "start-next", "");
        hub.jobs.cancel("j1", Map.of(), "operator");

        assertThatThrownBy(() -> hub.jobs.delete("j1", null, "operator")).hasMessageContaining("at work");
        hub.says("d-0000", "j1", "FAILED");
        hub.jobs.delete("j1", null, "operator");
        hub.jobs.delete("j1", null, "operator");
        hub.jobs.drive();

        assertThat(hub.count("select count(*) from service.firmware_job")).isZero();
        assertThat(hub.sentTopics())
                .containsSubsequence(
                        "$aws/events/jobExecution/j1/canceled",
                        "$aws/events/job/j1/canceled",
                        "$aws/events/job/j1/deletion_in_progress",
                        "$aws/events/job/j1/deleted");
    }

    @Test
    void aJobThatBringsDevicesBackStaysUntilItHas() throws Exception {
        hub.says("d-0000", "j1", "SUCCEEDED");
        hub.says("d-0001", "j1", "SUCCEEDED");
        hub.says("d-0002", "j1", "SUCCEEDED");
        hub.jobs.drive();
        hub.upload("2.0.0");
        hub.create("{\"id\":\"j2\",\"packageId\":\"prod-a-2.0.0\",\"targets\":{\"all\":true},\"waves\":[100]}");
        hub.jobs.drive();
        hub.ask("d-0000", "start-next", "");
        hub.jobs.cancel("j2", Map.of("rollback", true), "operator");

        assertThatThrownBy(() -> hub.jobs.delete("j2", true, "operator")).hasMessageContaining("bringing devices back");
        hub.says("d-0000", "j2", "FAILED");
        hub.jobs.drive();
        hub.clock.move(java.time.Duration.ofMinutes(1));
        hub.jobs.drive();

        hub.jobs.delete("j2", false, "operator");
        hub.jobs.drive();
        assertThat(hub.ask("d-0000", "start-next", "")
                        .path("execution")
                        .path("jobDocument")
                        .path("fw_version")
                        .asText())
                .isEqualTo("1.0.0");
    }

    @Test
    void retriesCanOnlyBeLoweredToZeroAndTheRestIsReadAnew() throws Exception {
        hub.jobs.cancel("j1", Map.of("force", true), "operator");
        hub.start("j2", ",\"retries\":[{\"failureType\":\"FAILED\",\"numberOfRetries\":3}],\"onFailure\":\"CANCEL\"");

        assertThatThrownBy(() -> alter("{\"retries\":[{\"failureType\":\"FAILED\",\"numberOfRetries\":2}]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lowered to 0");
        assertThatThrownBy(() -> alter("{\"inProgressTimeoutInMinutes\":20000}"))
                .hasMessageContaining("10080");
        hub.says("d-0000", "j2", "FAILED");
        assertThat(hub.counters("j2")).isEqualTo("QUEUED 3");
        alter("{\"description\":\"enough\",\"retries\":[{\"failureType\":\"FAILED\",\"numberOfRetries\":0}]}");
        hub.says("d-0000", "j2", "FAILED");

        assertThat(hub.counters("j2")).isEqualTo("QUEUED 2, FAILED 1");
        assertThat(hub.job("j2").path("description").asText()).isEqualTo("enough");
    }

    private void alter(String wanted) throws Exception {
        hub.jobs.alter("j2", TestingFirmware.JSON.readValue(wanted, Map.class), "operator");
    }
}
