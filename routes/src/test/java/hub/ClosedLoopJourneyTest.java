package hub;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The walk's steps 8 to 13: an alarm leads to a repaired device, proven on fresh data, by an order, by firmware, or by a
 * technician. Verify windows pass by moving the hub's clock.
 */
@Tag("own-hub")
class ClosedLoopJourneyTest {
    private static final MovingClock CLOCK = new MovingClock();
    private static TestingHub hub;

    @BeforeAll
    static void startHub(@TempDir Path data) throws Exception {
        hub = TestingHub.start(data, TestingHub.Ports.free(), CLOCK);
        HttpResponse<String> firmware =
                hub.upload("/api/v1/firmware/packages?product=fan-demo&version=1.1.0", "fan driver".getBytes());
        assertThat(firmware.statusCode()).as(firmware.body()).isEqualTo(201);
    }

    @AfterAll
    static void stopHub() {
        hub.close();
    }

    @Test
    void anOrderHelpsAndTheAlarmClosesAsVerified() throws Exception {
        try (LoopDevice device = LoopDevice.connect(hub, "loop-order")) {
            device.measures(92);
            JsonNode order = device.order();
            assertThat(order.path("command").asText()).isEqualTo("restart-fan");
            device.answers(order, "SUCCEEDED");
            awaitState(device, "verifying");

            recovers(device);

            JsonNode alarm = awaitState(device, "cleared");
            assertThat(alarm.path("history").toString()).contains("remediating", "verifying", "verified");
            JsonNode response = response(alarm);
            assertThat(response.path("state").asText()).isEqualTo("verified");
            assertThat(response.path("attempts").get(0).path("action").asText()).isEqualTo("restart-fan");
            assertThat(response.toString()).as("the readings that prove it").contains("tempC");
        }
    }

    @Test
    void firmwareHelpsAfterAnOrderThatFailed() throws Exception {
        try (LoopDevice device = LoopDevice.connect(hub, "loop-firmware")) {
            device.measures(92);
            device.answers(device.order(), "FAILED");
            device.endsJob(device.job(), "SUCCEEDED");
            awaitState(device, "verifying");

            recovers(device);

            JsonNode alarm = awaitState(device, "cleared");
            JsonNode attempts = response(alarm).path("attempts");
            assertThat(attempts.findValuesAsText("action")).containsExactly("restart-fan", "update-controller");
            assertThat(hub.get("/api/v1/devices/loop-firmware/firmware").toString())
                    .contains("1.1.0");
        }
    }

    @Test
    void aTechnicianComesWhenNothingElseHelpsAndHisWordIsVerified() throws Exception {
        try (LoopDevice device = LoopDevice.connect(hub, "loop-visit")) {
            device.measures(92);
            device.answers(device.order(), "SUCCEEDED");
            awaitState(device, "verifying");
            device.measures(93);
            CLOCK.moveOn(ofSeconds(40));
            device.endsJob(device.job(), "REJECTED");

            JsonNode dispatched = awaitState(device, "dispatched");
            assertThat(dispatched.path("history").toString()).contains("escalated");
            String order = order(device);
            for (String step : List.of("accept", "enroute", "start")) {
                step(order, step, "{}");
            }
            device.measures(60);
            step(
                    order,
                    "complete",
                    "{\"end\":\"" + CLOCK.instant()
                            + "\",\"resolutionCode\":\"part-replaced\",\"resolutionText\":\"fan replaced\",\"repaired\":true}");
            recovers(device);

            JsonNode alarm = awaitState(device, "closed");
            assertThat(states(alarm))
                    .containsSubsequence(
                            "active", "remediating", "verifying", "escalated", "dispatched", "resolved", "closed");
            await().atMost(ofSeconds(20))
                    .untilAsserted(() -> assertThat(hub.get("/api/v1/dispatch-orders/" + order)
                                    .path("verified")
                                    .asBoolean())
                            .isTrue());
            assertThat(hub.get("/api/v1/notices?limit=200").toString()).contains("visit-assigned", "loop-visit");
        }
    }

    @Test
    void aDesiredStateThatIsNotReachedInTimeIsAnAlarmUntilItIs() throws Exception {
        try (LoopDevice device = LoopDevice.connect(hub, "loop-shadow")) {
            String shadow = "/things/loop-shadow/shadow";
            hub.call("POST", shadow, "{\"state\":{\"desired\":{\"targetRpm\":1200}}}");
            CLOCK.moveOn(ofSeconds(330));
            assertThat(awaitState(device, "active").path("ruleId").asText()).isEqualTo("shadow-overdue");

            hub.call("POST", shadow, "{\"state\":{\"reported\":{\"targetRpm\":1200}}}");
            awaitState(device, "cleared");
        }
    }

    /** The device measures good values again while the hub's time passes the settle time and the window. */
    private static void recovers(LoopDevice device) throws Exception {
        for (int moment = 0; moment < 4; moment++) {
            CLOCK.moveOn(ofSeconds(4));
            device.measures(60);
            await().pollDelay(ofMillis(400)).until(() -> true);
        }
    }

    private static JsonNode awaitState(LoopDevice device, String state) {
        List<JsonNode> found = new ArrayList<>();
        await().alias(device.id() + " " + state).atMost(ofSeconds(40)).untilAsserted(() -> {
            JsonNode alarms =
                    hub.get("/api/v1/devices/" + device.id() + "/alarms").path("items");
            assertThat(alarms).hasSize(1);
            assertThat(alarms.get(0).path("state").asText()).isEqualTo(state);
            found.add(alarms.get(0));
        });
        return found.get(0);
    }

    private static JsonNode response(JsonNode alarm) throws Exception {
        return hub.get("/api/v1/alarms/" + alarm.path("id").asText() + "/response");
    }

    private static List<String> states(JsonNode alarm) {
        return alarm.path("history").findValuesAsText("to");
    }

    private static String order(LoopDevice device) throws Exception {
        List<String> orders = new ArrayList<>();
        await().atMost(ofSeconds(20)).untilAsserted(() -> {
            for (JsonNode order :
                    hub.get("/api/v1/dispatch-orders?state=assigned&limit=200").path("items")) {
                if (order.path("device_id").asText().equals(device.id())) {
                    orders.add(order.path("id").asText());
                }
            }
            assertThat(orders).isNotEmpty();
        });
        return orders.get(0);
    }

    private static void step(String order, String step, String body) throws Exception {
        HttpResponse<String> answer =
                hub.call("technician", "POST", "/api/v1/dispatch-orders/" + order + "/" + step, body);
        assertThat(answer.statusCode()).as(step + ": " + answer.body()).isEqualTo(200);
    }
}
