package hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A device fresh from the factory: it knows its product's key, and comes out with a name and a secret of its own. */
class ProvisioningJourneyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POLICY = "/api/v1/products/%s/provisioning";
    private static TestingHub hub;

    @BeforeAll
    static void startHub() {
        hub = TestingHub.shared();
    }

    @Test
    void aFactoryFreshDeviceClaimsItsIdentityOverMqttAndUsesIt() throws Exception {
        JsonNode key = open("prod-b", "ALLOW_CREATE_NEW_DEVICES");

        JsonNode answer = claimOverMqtt(request(key, "claimed-mqtt"));

        assertThat(answer.path("status").asText()).isEqualTo("SUCCESS");
        String secret = answer.path("credentialsValue").asText();
        Mqtt5BlockingClient itself = client("claimed-mqtt", "claimed-mqtt", secret);
        itself.connect();
        itself.disconnect();
        assertThatThrownBy(() -> client("claimed-mqtt", "claimed-mqtt", "demo").connect())
                .as("the demo's common secret is for strangers only")
                .isInstanceOf(Mqtt5ConnAckException.class);
        assertThat(hub.get("/api/v1/devices/claimed-mqtt").path("productId").asText())
                .isEqualTo("prod-b");
        assertThat(claimOverMqtt(request(key, "claimed-mqtt")).path("status").asText())
                .as("once")
                .isEqualTo("FAILURE");
        JsonNode attempts = hub.get("/api/v1/products/prod-b/claims").path("items");
        assertThat(attempts.findValuesAsText("status")).contains("SUCCESS", "FAILURE");
        assertThat(attempts.findValuesAsText("address")).containsOnly("127.0.0.1");
        assertThat(attempts.toString()).doesNotContain(secret);
        assertThat(hub.get("/api/v1/dead-letters?limit=1000").toString()).doesNotContain(secretOf(key));
    }

    @Test
    void aRegisteredDeviceTakesOverItsRegistrationOverHttpAndItsOldSecretStops() throws Exception {
        JsonNode key = open("prod-a2", "CHECK_PRE_PROVISIONED_DEVICES");
        assertThat(hub.call(
                                "POST",
                                "/api/v1/devices",
                                "{\"device_id\":\"claimed-http\",\"productId\":\"prod-a2\",\"secret\":\"on-the-box\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(ingest("claimed-http", "on-the-box")).isEqualTo(202);
        Mqtt5BlockingClient old = client("claimed-http", "claimed-http", "on-the-box");
        old.connect();

        HttpResponse<String> answer = claim(request(key, "claimed-http"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String secret = JSON.readTree(answer.body()).path("credentialsValue").asText();
        assertThat(ingest("claimed-http", "on-the-box")).isEqualTo(401);
        await().atMost(ofSeconds(10)).until(() -> !old.getState().isConnected());
        assertThat(ingest("claimed-http", secret)).isEqualTo(202);
        assertThat(status(claim(request(key, "claimed-http")))).isEqualTo("FAILURE");
        assertThat(status(claim(request(key, "nobody-registered-it")))).isEqualTo("FAILURE");
        assertThat(hub.call("DELETE", "/api/v1/devices/claimed-http/claim", "").statusCode())
                .isEqualTo(204);
        assertThat(hub.call("DELETE", "/api/v1/devices/claimed-http/claim", "").statusCode())
                .isEqualTo(404);
        assertThat(status(claim(request(key, "claimed-http")))).isEqualTo("SUCCESS");
    }

    @Test
    void badClaimsAreRefusedAndChangeNothing() throws Exception {
        JsonNode key = open("modbus-meter", "ALLOW_CREATE_NEW_DEVICES");
        String other = request(key, "claimed-bad").replace(secretOf(key), "guess");

        assertThat(status(claim(other))).isEqualTo("NOT_FOUND");
        assertThat(claimOverMqtt(other).path("status").asText()).isEqualTo("NOT_FOUND");
        assertThat(claimOverMqtt("{").path("errorMsg").asText()).contains("not JSON");
        assertThat(claim("{").statusCode()).isEqualTo(400);
        assertThat(claim("{\"deviceName\":7}").body()).contains("\"status\":400", "deviceName");
        assertThat(JSON.readTree(claim(request(key, "a/b")).body())
                        .path("errorMsg")
                        .asText())
                .contains("deviceName");
        assertThat(hub.call("PUT", POLICY.formatted("modbus-meter"), "{\"strategy\":\"DISABLED\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(status(claim(request(key, "claimed-bad")))).isEqualTo("NOT_FOUND");
        assertThat(hub.call("GET", "/api/v1/devices/claimed-bad", "").statusCode())
                .isEqualTo(404);
        assertThat(hub.get("/api/v1/products/-/claims").path("items").findValuesAsText("cause"))
                .contains("unknown key or wrong secret");
    }

    @Test
    void onlyAnOperatorSeesAndChangesWhoMayClaim() throws Exception {
        assertThat(hub.callAs("service", "GET", POLICY.formatted("prod-a"), "").statusCode())
                .isEqualTo(403);
        assertThat(hub.call("PUT", POLICY.formatted("prod-a"), "{\"strategy\":\"ALL\"}")
                        .body())
                .contains("\"status\":400", "strategy");
        assertThat(hub.call("PUT", POLICY.formatted("no-such"), "{\"strategy\":\"DISABLED\"}")
                        .statusCode())
                .isEqualTo(404);
        hub.publish("provision-spy", "iotlink/dev/nohub/provision-spy/event/pub/telemetry/json", new byte[] {'{', '}'});
        assertThat(hub.mayPublish("provision-spy", "/provision/request")).isFalse();
        assertThat(hub.mayPublish("provision-spy", "$aws/provisioning/claims/x/request"))
                .isFalse();
    }

    private static JsonNode open(String product, String strategy) throws Exception {
        HttpResponse<String> answer =
                hub.call("PUT", POLICY.formatted(product), "{\"strategy\":\"" + strategy + "\",\"newKey\":true}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(hub.get(POLICY.formatted(product)).has("provisionDeviceSecret"))
                .isFalse();
        return JSON.readTree(answer.body());
    }

    private static String secretOf(JsonNode key) {
        return key.path("provisionDeviceSecret").asText();
    }

    private static String request(JsonNode key, String device) {
        return "{\"deviceName\":\"" + device + "\",\"provisionDeviceKey\":\""
                + key.path("provisionDeviceKey").asText() + "\",\"provisionDeviceSecret\":\"" + secretOf(key) + "\"}";
    }

    private static String status(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body()).path("status").asText();
    }

    private static HttpResponse<String> claim(String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.ports.http() + "/api/v1/provision"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static int ingest(String device, String key) throws Exception {
        return hub.callAsDevice(
                        key,
                        "POST",
                        "/ingest/dev/nohub/" + device + "/periodic/telemetry/json",
                        "{\"data\":{\"metrics\":{\"tempC\":20}}}")
                .statusCode();
    }

    private static JsonNode claimOverMqtt(String body) throws Exception {
        Mqtt5BlockingClient client = client("factory-fresh", "provision", "");
        try (var answers = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.connect();
            client.subscribeWith()
                    .topicFilter("/provision/response")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send();
            client.publishWith()
                    .topic("/provision/request")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(body.getBytes(UTF_8))
                    .send();
            return JSON.readTree(
                    answers.receive(20, TimeUnit.SECONDS).orElseThrow().getPayloadAsBytes());
        } finally {
            client.disconnect();
        }
    }

    private static Mqtt5BlockingClient client(String id, String user, String password) {
        return Mqtt5Client.builder()
                .identifier(id)
                .serverHost("127.0.0.1")
                .serverPort(hub.ports.mqtt())
                .simpleAuth()
                .username(user)
                .password(password.getBytes(UTF_8))
                .applySimpleAuth()
                .buildBlocking();
    }
}
