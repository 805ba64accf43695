package hub;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.message.Command;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Device shadows over MQTT, over HTTP and by the public device SDK, in a whole hub. */
class ShadowJourneyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static TestingHub hub;

    @BeforeAll
    static void startHub() {
        hub = TestingHub.shared();
    }

    @Test
    void aDeviceKeepsItsShadowOverMqtt() throws Exception {
        String thing = registered();
        try (TestingThing device = TestingThing.connect(hub, thing)) {
            assertThat(device.ask("shadow/get", "").path("code").asInt()).isEqualTo(404);

            assertThat(version(device.ask("shadow/update", "{'state':{'desired':{'led':'on','x':1}}}")))
                    .isEqualTo(1);
            assertThat(device.next("shadow/update/delta")
                            .path("state")
                            .path("led")
                            .asText())
                    .isEqualTo("on");
            assertThat(device.next("shadow/update/documents")
                            .at("/current/version")
                            .asInt())
                    .isEqualTo(1);
            assertThat(version(device.ask("shadow/update", "{'state':{'reported':{'led':'on','x':1}}}")))
                    .isEqualTo(2);
            assertThat(device.ask("shadow/get", "{'clientToken':'t'}").toString())
                    .contains("\"clientToken\":\"t\"")
                    .doesNotContain("delta");
            assertThat(code(device.ask("shadow/update", "{'state':{'desired':{}},'version':1}")))
                    .isEqualTo(409);
            assertThat(version(device.ask("shadow/update", "{'state':{'desired':{'x':null}}}")))
                    .isEqualTo(3);
            assertThat(code(device.ask("shadow/update", "{'state':{'foo':{}}}")))
                    .isEqualTo(400);
            assertThat(code(device.ask("shadow/update", "{'state':"))).isEqualTo(400);
            assertThat(code(device.ask("shadow/update", "{'state':{},'clientToken':'" + "t".repeat(66) + "'}")))
                    .isEqualTo(400);
            assertThat(code(device.ask("shadow/update", "{'state':{'reported':{'y':'" + "y".repeat(8200) + "'}}}")))
                    .isEqualTo(413);
            assertThat(version(device.ask("shadow/delete", ""))).isEqualTo(3);
            assertThat(version(device.ask("shadow/update", "{'state':{'reported':{'led':'off'}}}")))
                    .isEqualTo(4);
        }
    }

    @Test
    void manyUpdatesAtOnceAreCarriedOutInTheirOrder() throws Exception {
        String thing = registered();
        try (TestingThing device = TestingThing.connect(hub, thing)) {
            for (int first = 1; first <= 50; first += 10) {
                for (int step = first; step < first + 10; step++) {
                    device.send(
                            "shadow/name/steps/update",
                            "{'state':{'reported':{'step':" + step + "}},'version':" + (step - 1) + "}");
                }
                for (int step = first; step < first + 10; step++) {
                    assertThat(version(device.next("shadow/name/steps/update/accepted")))
                            .isEqualTo(step);
                }
            }
            assertThat(device.waiting()).noneMatch(topic -> topic.endsWith("rejected"));
        }
    }

    @Test
    void moreThanTenUnansweredRequestsAreRefusedOneByOneAndTheOthersCarriedOut() throws Exception {
        String thing = registered();
        try (TestingThing device = TestingThing.connect(hub, thing)) {
            for (int step = 1; step <= 100; step++) {
                device.send(
                        "shadow/name/busy/update",
                        "{'state':{'reported':{'step':" + step + "}},'clientToken':'t" + step + "'}");
            }
            JsonNode refused = device.next("shadow/name/busy/update/rejected");
            assertThat(refused.path("code").asInt()).isEqualTo(429);
            assertThat(refused.path("clientToken").asText()).startsWith("t");
            assertThat(version(device.next("shadow/name/busy/update/accepted"))).isEqualTo(1);
            await().atMost(ofSeconds(10))
                    .until(() -> device.ask("shadow/name/busy/get", "")
                                    .path("version")
                                    .asInt()
                            >= 10);
        }
    }

    @Test
    void whatChangesOverHttpIsToldOverMqtt() throws Exception {
        String thing = registered();
        String path = "/things/" + thing + "/shadow";
        try (TestingThing device = TestingThing.connect(hub, thing)) {
            assertThat(hub.call("GET", path, "").statusCode()).isEqualTo(404);
            assertThat(hub.call("POST", path, "{\"state\":{\"foo\":{}}}").body())
                    .contains("State contains an invalid node");

            assertThat(hub.call("POST", path, "{\"state\":{\"desired\":{\"a\":1}}}")
                            .statusCode())
                    .isEqualTo(200);

            assertThat(device.next("shadow/update/delta")
                            .path("state")
                            .path("a")
                            .asInt())
                    .isEqualTo(1);
            assertThat(device.next("shadow/update/documents").has("current")).isTrue();
            assertThat(device.waiting()).containsOnly("$aws/things/" + thing + "/shadow/update/accepted");
            assertThat(hub.callAsDevice("demo", "POST", path + "?name=conf%3A1", "{\"state\":{\"reported\":{\"b\":1}}}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(hub.call("GET", "/api/things/shadow/ListNamedShadowsForThing/" + thing, "")
                            .body())
                    .contains("\"results\":[\"conf:1\"]");
            assertThat(hub.call("DELETE", path, "").body()).contains("\"version\":1");
            assertThat(version(device.next("shadow/delete/accepted"))).isEqualTo(1);
        }
    }

    @Test
    void anEarlierTimeShowsTheShadowAsItWas() throws Exception {
        String path = "/things/" + registered() + "/shadow";
        post(path, "{\"state\":{\"desired\":{\"a\":1}}}");
        Instant between = Instant.now();
        post(path, "{\"state\":{\"desired\":{\"a\":2}}}");

        JsonNode then =
                JSON.readTree(hub.call("GET", path + "?at=" + between, "").body());
        assertThat(then.at("/state/desired/a").asInt()).isEqualTo(1);
        assertThat(then.path("version").asInt()).isEqualTo(1);
        assertThat(hub.call("GET", path + "?at=2020-01-01T00:00:00Z", "").statusCode())
                .isEqualTo(404);
        assertThat(hub.call("GET", path + "?at=yesterday", "").statusCode()).isEqualTo(400);
        JsonNode shown = hub.get("/api/v1/devices/" + path.split("/")[2] + "/shadow");
        assertThat(shown.at("/state/delta/a").asInt()).isEqualTo(2);
        assertThat(shown.has("dueAt")).isTrue();
    }

    @Test
    void nobodyReachesTheShadowOfAnother() throws Exception {
        String thing = registered();
        String other = registered();
        String path = "/things/" + other + "/shadow";

        assertThat(hub.mayPublish(thing, "$aws/things/" + other + "/shadow/update"))
                .isFalse();
        assertThat(hub.mayPublish(thing, "$aws/things/" + thing + "/shadow/update/accepted"))
                .isFalse();
        assertThat(hub.callAsDevice("stolen", "GET", path, "").statusCode()).isIn(401, 403);
        assertThat(hub.call("POST", "/things/nobody-knows-me/shadow", "{\"state\":{}}")
                        .body())
                .contains("Thing not found");
        assertThat(hub.call("PUT", path, "{}").statusCode()).isIn(403, 405);
        assertThat(hub.call("GET", path, "").statusCode()).isEqualTo(404);
    }

    @Test
    void aDesiredStateThatIsWaitedForEndsWhenTheDeviceReportsIt() throws Exception {
        String thing = registered();
        try (TestingThing device = TestingThing.connect(hub, thing)) {
            Command command = new Command(
                    "e-" + thing,
                    thing,
                    "prod-a",
                    Command.Kind.SHADOW,
                    "",
                    Map.of("fan", "on"),
                    Duration.ofMinutes(5),
                    0,
                    "rule",
                    "");
            hub.bean(ProducerTemplate.class).sendBody("direct:command-shadow", command);
            assertThat(device.next("shadow/update/delta").at("/state/fan").asText())
                    .isEqualTo("on");

            device.ask("shadow/update", "{'state':{'reported':{'fan':'on'}}}");

            await().atMost(ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(status(command.executionId())).isEqualTo("SUCCEEDED"));
        }
    }

    private static String status(String executionId) throws Exception {
        try (Connection connection = hub.bean(DataSource.class).getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select status from service.shadow_command where execution_id = ?")) {
            query.setString(1, executionId);
            ResultSet row = query.executeQuery();
            return row.next() ? row.getString(1) : "";
        }
    }

    @Test
    void thePublicDeviceSdkKeepsItsShadow() throws Exception {
        String thing = registered();

        String said = TestingDeviceSdk.run(
                "device-shadow.js",
                TestingHub.TLS_PORT,
                TestingHub.certificates().device(thing),
                thing,
                "http://127.0.0.1:" + hub.ports.http());

        assertThat(said).contains("delta received", "rejected 409", "offline and back", "delete: accepted");
    }

    private static void post(String path, String body) throws Exception {
        HttpResponse<String> answer = hub.call("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static int version(JsonNode answer) {
        assertThat(answer.has("version")).as(answer.toString()).isTrue();
        return answer.path("version").asInt();
    }

    private static int code(JsonNode answer) {
        assertThat(answer.has("code")).as(answer.toString()).isTrue();
        return answer.path("code").asInt();
    }

    private static String registered() throws Exception {
        String thing = "shadow-" + NUMBER.incrementAndGet();
        hub.call("POST", "/api/v1/devices", "{\"device_id\":\"" + thing + "\",\"productId\":\"prod-a\"}");
        return thing;
    }
}
