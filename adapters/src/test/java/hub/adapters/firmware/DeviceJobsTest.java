package hub.adapters.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import hub.message.Command;
import hub.message.CommandResult;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs as a device, a person and an alarm meet them. */
class DeviceJobsTest {

    private static final String DEVICE = "d-0000";

    private TestingFirmware hub;

    @BeforeEach
    void aDeviceAndAPackage() throws Exception {
        hub = new TestingFirmware();
        hub.fleet(1);
        hub.upload("1.0.0");
    }

    @Test
    void aDeviceIsToldStartsReportsAndSucceeds() throws Exception {
        start("j1", "");

        assertThat(hub.sentTopics())
                .containsExactly("$aws/things/d-0000/jobs/notify", "$aws/things/d-0000/jobs/notify-next");
        JsonNode list = hub.ask(DEVICE, "get", "{\"clientToken\":\"t1\"}");
        assertThat(list.path("queuedJobs").get(0).path("jobId").asText()).isEqualTo("j1");
        assertThat(list.path("inProgressJobs")).isEmpty();
        assertThat(list.path("clientToken").asText()).isEqualTo("t1");
        JsonNode next = hub.ask(DEVICE, "$next/get", "").path("execution");
        assertThat(next.path("status").asText()).isEqualTo("QUEUED");
        assertThat(next.path("jobDocument").path("fw_checksum").asText()).hasSize(64);

        JsonNode begun = hub.ask(DEVICE, "start-next", "{\"statusDetails\":{\"step\":\"download\"}}")
                .path("execution");
        assertThat(begun.path("status").asText()).isEqualTo("IN_PROGRESS");
        assertThat(begun.path("versionNumber").asInt()).isEqualTo(2);
        JsonNode updated = hub.ask(
                DEVICE,
                "j1/update",
                "{\"status\":\"IN_PROGRESS\",\"expectedVersion\":2,\"includeJobExecutionState\":true,\"includeJobDocument\":true}");
        assertThat(updated.path("executionState")
                        .path("statusDetails")
                        .path("step")
                        .asText())
                .isEqualTo("download");
        assertThat(updated.path("jobDocument").path("operation").asText()).isEqualTo("update-firmware");
        hub.ask(DEVICE, "j1/update", "{\"status\":\"SUCCEEDED\",\"statusDetails\":{\"percent\":\"100\"}}");
        hub.jobs.drive();

        assertThat(hub.sentTopics())
                .containsExactly(
                        "$aws/things/d-0000/jobs/notify",
                        "$aws/things/d-0000/jobs/notify-next",
                        "$aws/events/jobExecution/j1/succeeded",
                        "$aws/events/job/j1/completed");
        assertThat(hub.job("j1").path("state").asText()).isEqualTo("COMPLETED");
        assertThat(hub.device(DEVICE).path("lastGoodVersion").asText()).isEqualTo("1.0.0");
        assertThat(hub.ask(DEVICE, "start-next", "").has("execution")).isFalse();
    }

    @Test
    void whatCannotBeIsRefusedWithItsCodeChangesNothingAndIsRemembered() throws Exception {
        start("j1", "");
        hub.ask(DEVICE, "start-next", "");

        refused("j1/update", "{\"status\":\"IN_PROGRESS\",\"expectedVersion\":7}", "VersionMismatch");
        refused("j1/update", "{status}", "InvalidJson");
        refused("j1/update", "{\"status\":\"TIMED_OUT\"}", "InvalidRequest");
        refused("j1/update", "{}", "InvalidRequest");
        refused("j1/update", "{\"status\":\"FAILED\",\"statusDetails\":{\"code\":7}}", "InvalidRequest");
        refused("j1/update", "{\"status\":\"FAILED\",\"stepTimeoutInMinutes\":0}", "InvalidRequest");
        refused("j2/update", "{\"status\":\"FAILED\"}", "ResourceNotFound");
        refused("j1/get", "{\"executionNumber\":9}", "ResourceNotFound");
        refused("j 1/get", "{}", "InvalidTopic");
        refused("get", "{\"clientToken\":\"" + "x".repeat(65) + "\"}", "InvalidRequest");
        assertThat(hub.ask(DEVICE, "j1/get", "")
                        .path("execution")
                        .path("versionNumber")
                        .asInt())
                .isEqualTo(2);

        hub.ask(DEVICE, "j1/update", "{\"status\":\"SUCCEEDED\"}");
        JsonNode late = refused("j1/update", "{\"status\":\"FAILED\"}", "InvalidStateTransition");
        assertThat(late.path("executionState").path("status").asText()).isEqualTo("SUCCEEDED");
        refused("j1/get", "", "TerminalStateReached");
        assertThat(hub.count("select count(*) from service.firmware_history where to_status = 'REFUSED'"))
                .isEqualTo(12);
    }

    @Test
    void aFailureIsTriedAgainAndARejectionIsNot() throws Exception {
        start("j1", ",\"retries\":[{\"failureType\":\"FAILED\",\"numberOfRetries\":1}],\"onFailure\":\"CANCEL\"");
        hub.ask(DEVICE, "start-next", "");
        hub.sent();

        hub.ask(DEVICE, "j1/update", "{\"status\":\"FAILED\"}");
        assertThat(hub.sentTopics()).contains("$aws/things/d-0000/jobs/notify-next");
        JsonNode again = hub.ask(DEVICE, "start-next", "").path("execution");
        assertThat(again.path("retryAttempt").asInt()).isEqualTo(1);
        hub.ask(DEVICE, "j1/update", "{\"status\":\"REJECTED\"}");
        hub.jobs.drive();

        assertThat(hub.job("j1").path("counters").path("REJECTED").asInt()).isEqualTo(1);
        assertThat(hub.job("j1").path("state").asText()).isEqualTo("CANCELED");
    }

    @Test
    void aDeviceThatDoesNotAnswerTimesOutByItsStepAndOneThatNeverBeginsByItsDeadline() throws Exception {
        start("j1", ",\"inProgressTimeoutInMinutes\":20,\"onFailure\":\"CANCEL\"");
        start("j2", ",\"queueTimeoutInMinutes\":60,\"onFailure\":\"CANCEL\"");
        hub.ask(DEVICE, "start-next", "{\"stepTimeoutInMinutes\":7}");

        hub.clock.move(Duration.ofMinutes(6));
        hub.jobs.drive();
        assertThat(hub.job("j1").path("counters").has("IN_PROGRESS")).isTrue();
        hub.clock.move(Duration.ofMinutes(1));
        hub.jobs.drive();
        hub.jobs.drive();

        assertThat(hub.job("j1").path("counters").path("TIMED_OUT").asInt()).isEqualTo(1);
        assertThat(hub.sentTopics()).contains("$aws/events/jobExecution/j1/timed_out");
        hub.clock.move(Duration.ofMinutes(60));
        hub.jobs.drive();
        assertThat(hub.job("j2").path("counters").path("TIMED_OUT").asInt()).isEqualTo(1);
    }

    @Test
    void aJobWaitsForApprovalAndCanBePausedResumedAndCancelled() throws Exception {
        start("j1", ",\"approval\":true");
        assertThat(hub.job("j1").path("state").asText()).isEqualTo("WAITING_FOR_APPROVAL");
        hub.jobs.approve("j1", "boss");
        hub.jobs.pause("j1", "operator");
        hub.jobs.drive();
        assertThat(hub.job("j1").path("counters").has("WAITING")).isTrue();
        hub.jobs.resume("j1", "operator");
        hub.jobs.drive();
        assertThat(hub.job("j1").path("counters").has("QUEUED")).isTrue();

        hub.jobs.cancel("j1", Map.of("comment", "not today"), "operator");

        assertThat(hub.job("j1").path("counters").path("CANCELED").asInt()).isEqualTo(1);
        assertThat(hub.sentTopics()).contains("$aws/events/job/j1/canceled");
        assertThat(hub.job("j1").path("history").findValuesAsText("by")).contains("boss", "operator");
        assertThatThrownBy(() -> hub.jobs.pause("j1", "operator")).isInstanceOf(IllegalStateException.class);
        start("j2", ",\"approval\":true");
        hub.jobs.deny("j2", "boss");
        hub.jobs.drive();
        assertThat(hub.job("j2").path("state").asText()).isEqualTo("APPROVAL_DENIED");
    }

    @Test
    void anOrderForTheLatestVersionMakesOneJobAndGivesOneResult() throws Exception {
        hub.upload("1.10.0");
        hub.upload("1.9.0");
        hub.jobs.command(order("order-1", "latest"));
        hub.jobs.command(order("order-1", "latest"));
        hub.jobs.drive();
        JsonNode execution = hub.ask(DEVICE, "start-next", "").path("execution");
        assertThat(execution.path("jobDocument").path("fw_version").asText()).isEqualTo("1.10.0");
        hub.ask(DEVICE, "order-1/update", "{\"status\":\"SUCCEEDED\"}");
        hub.jobs.drive();
        hub.jobs.command(order("order-2", "latest"));

        List<CommandResult> results = hub.sent().stream()
                .flatMap(message -> message.result().stream())
                .toList();
        assertThat(results)
                .extracting(result -> result.executionId() + " " + result.status())
                .containsExactly("order-1 SUCCEEDED", "order-2 REJECTED");
    }

    @Test
    void anOrderThatIsNotAnsweredInTimeEndsAsTimedOut() throws Exception {
        hub.jobs.command(order("order/3", "prod-a-1.0.0"));
        hub.jobs.drive();
        hub.clock.move(Duration.ofMinutes(10));
        hub.jobs.drive();
        hub.jobs.drive();

        assertThat(hub.sent().stream().flatMap(message -> message.result().stream()))
                .extracting(CommandResult::status)
                .containsExactly(CommandResult.Status.TIMED_OUT);
    }

    @Test
    void devicesWithoutJobsProtocolReportUnderOtaStatus() throws Exception {
        assertThat(report("{\"data\":{\"version\":\"1.0.0\",\"hardware\":\"b\"}}"))
                .isEmpty();
        assertThat(hub.device(DEVICE).path("lastGoodPackage").asText()).isEqualTo("prod-a-1.0.0");
        start("j1", "");

        assertThat(report("{\"fw_state\":\"DOWNLOADING\",\"progress\":40}")).isEmpty();
        assertThat(hub.device(DEVICE)
                        .path("pending")
                        .get(0)
                        .path("statusDetails")
                        .path("progress")
                        .asText())
                .isEqualTo("40");
        assertThat(report("{\"jobId\":\"j1\",\"fw_state\":\"UPDATED\"}")).isEmpty();
        assertThat(report("{\"jobId\":\"j1\",\"fw_state\":\"UPDATED\"}")).isEmpty();
        assertThat(report("{\"jobId\":\"j1\",\"fw_state\":\"FAILED\"}")
                        .get(0)
                        .problems()
                        .get(0))
                .contains("InvalidStateTransition");
        assertThat(report("{}").get(0).reason()).isEqualTo("firmware-status");
    }

    @Test
    void firmwareIsFetchedInChunksOfTheWantedSize() throws Exception {
        assertThat(chunk(0)).contains("no firmware job");
        start("j1", "");

        assertThat(chunk(0)).isEqualTo("firmw");
        assertThat(chunk(2)).isEqualTo(".0.0");
        assertThat(chunk(3)).isEmpty();
    }

    private String chunk(int number) throws Exception {
        return new String(
                hub.content
                        .chunk(
                                "$aws/things/d-0000/firmware/request/r1/chunk/" + number,
                                "5".getBytes(StandardCharsets.UTF_8))
                        .get(0)
                        .payload(),
                StandardCharsets.UTF_8);
    }

    private void start(String job, String plan) throws Exception {
        hub.create("{\"id\":\"" + job + "\",\"packageId\":\"prod-a-1.0.0\",\"targets\":{\"devices\":[\"d-0000\"]}"
                + plan + "}");
        hub.jobs.drive();
    }

    private JsonNode refused(String operation, String body, String code) throws Exception {
        DeviceMessage answer = hub.devices
                .answer("$aws/things/d-0000/jobs/" + operation, body.getBytes(StandardCharsets.UTF_8))
                .get(0);
        JsonNode said = TestingFirmware.JSON.readTree(answer.payload());
        assertThat(answer.topic()).endsWith("/rejected");
        assertThat(said.path("code").asText()).as(operation + " " + body).isEqualTo(code);
        return said;
    }

    private List<DeadLetter> report(String body) throws Exception {
        return hub.reports.apply(List.of(new RawFrame(
                StreamPosition.NONE,
                DEVICE,
                "",
                "prod-a",
                "mqtt",
                "",
                "json",
                "ota_status",
                0,
                "t",
                body.getBytes(StandardCharsets.UTF_8))));
    }

    private static Command order(String id, String name) {
        return new Command(
                id, DEVICE, "prod-a", Command.Kind.JOB, name, Map.of(), Duration.ofMinutes(10), 0, "rule", "alarm-1");
    }
}
