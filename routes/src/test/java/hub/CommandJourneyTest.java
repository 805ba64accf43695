package hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.mqtt.MqttBroker;
import hub.decode.CommandEncoder;
import java.io.DataInputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders on their way to real devices and back: over MQTT, over an open TCP connection, late, replayed and forged. */
class CommandJourneyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REQUEST = "iotlink/dev/nohub/%s/event/pub/control_request/json";
    private static TestingHub hub;

    @BeforeAll
    static void startHub() {
        hub = TestingHub.shared();
    }

    @Test
    void anOrderReachesAnMqttDeviceWhoseResultIsReadFromTheApi() throws Exception {
        register("order-mqtt");
        try (Device device = new Device("order-mqtt", "iotlink/dev/nohub/order-mqtt/event/pub/control_request/json")) {
            String id = order("order-mqtt", "{\"command\":\"restart-fan\",\"parameters\":{\"seconds\":5}}");

            MqttMessage request = device.next();
            JsonNode body = JSON.readTree(request.getPayload());
            assertThat(body.path("executionId").asText()).isEqualTo(id);
            assertThat(body.path("command").asText()).isEqualTo("restart-fan");
            assertThat(body.path("parameters").path("seconds").asInt()).isEqualTo(5);
            device.answer(request, "{\"status\":\"IN_PROGRESS\"}");
            device.answer(request, "{\"status\":\"SUCCEEDED\",\"result\":{\"rpm\":900}}");

            await().atMost(ofSeconds(10)).untilAsserted(() -> {
                JsonNode execution = hub.get("/api/v1/commands/" + id);
                assertThat(execution.path("state").asText()).isEqualTo("SUCCEEDED");
                assertThat(execution.path("result").path("rpm").asInt()).isEqualTo(900);
                assertThat(execution.path("history").findValuesAsText("to"))
                        .isEqualTo(List.of("QUEUED", "SENT", "IN_PROGRESS", "SUCCEEDED"));
            });
            assertThat(hub.get("/api/v1/devices/order-mqtt/commands").path("items"))
                    .hasSize(1);
        }
    }

    @Test
    void aDeviceThatSpeaksAwsCommandsGetsTheSameOrder() throws Exception {
        register("order-aws");
        MqttBroker broker = hub.bean(MqttBroker.class);
        try (Device device = new Device("order-aws", "$aws/commands/things/order-aws/executions/+/request/json");
                Device watcher = new Device("test-watcher", broker.user(), broker.password())) {
            String id = order("order-aws", "{\"command\":\"restart-fan\"}");

            device.next();
            String response = "$aws/commands/things/order-aws/executions/" + id + "/response";
            BlockingQueue<String> answers = device.hears(response + "/+/json");
            BlockingQueue<String> events = watcher.hears("$aws/events/commandExecution/restart-fan/+");
            device.publish(response + "/json", "{\"status\":\"SUCCEEDED\"}");
            device.publish(response + "/json", "{\"status\":\"DONE\"}");

            await().atMost(ofSeconds(10))
                    .untilAsserted(() -> assertThat(stateOf(id)).isEqualTo("SUCCEEDED"));
            assertThat(answers.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(response + "/accepted/json {\"executionId\":\"" + id + "\"}");
            assertThat(answers.poll(10, TimeUnit.SECONDS)).contains("/rejected/json", "InvalidRequest");
            await().atMost(ofSeconds(10))
                    .until(() ->
                            events.stream().anyMatch(event -> event.contains("/SUCCEEDED {") && event.contains(id)));
        }
    }

    @Test
    void aSleepingDeviceGetsItsOrderWhenItComesAndItsPresenceIsShown() throws Exception {
        register("order-sleepy");
        String id = order("order-sleepy", "{\"command\":\"restart-fan\"}");
        assertThat(stateOf(id)).isEqualTo("QUEUED");

        try (Device device = new Device("order-sleepy", REQUEST.formatted("order-sleepy"))) {
            device.answer(device.next(), "{\"status\":\"SUCCEEDED\"}");
            await().atMost(ofSeconds(10))
                    .untilAsserted(() -> assertThat(stateOf(id)).isEqualTo("SUCCEEDED"));
            JsonNode presence = hub.get("/api/v1/devices/order-sleepy").path("presence");
            assertThat(presence.path("connected").asBoolean()).isTrue();
            assertThat(presence.path("door").asText()).isEqualTo("mqtt");
        }

        await().atMost(ofSeconds(10)).untilAsserted(() -> {
            JsonNode presence = hub.get("/api/v1/devices/order-sleepy").path("presence");
            assertThat(presence.path("connected").asBoolean()).isFalse();
            assertThat(presence.path("reason").asText()).isEqualTo("CLIENT_INITIATED_DISCONNECT");
        });
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(hub.get("/api/v1/devices/order-sleepy/alarms")
                                .path("items")
                                .findValuesAsText("ruleId"))
                        .containsExactly("device-offline"));
        assertThat(hub.get("/api/v1/devices/order-sleepy/telemetry").path("items"))
                .isEmpty();
    }

    @Test
    void anOrderForADeviceThatSleepsByNatureOutlivesItsTimeoutUntilTheDeviceWakes() throws Exception {
        register("order-napping", "dragino-lht65");
        register("order-awake", "prod-a");
        String order = "{\"command\":\"restart-fan\",\"timeoutSeconds\":1}";
        String sleeping = order("order-napping", order);
        String awake = order("order-awake", order);

        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(stateOf(awake)).isEqualTo("EXPIRED"));
        assertThat(stateOf(sleeping))
                .as("waits two days, says the product file")
                .isEqualTo("QUEUED");

        try (Device device = new Device("order-napping", REQUEST.formatted("order-napping"))) {
            device.answer(device.next(), "{\"status\":\"SUCCEEDED\"}");
            await().atMost(ofSeconds(10))
                    .untilAsserted(() -> assertThat(stateOf(sleeping)).isEqualTo("SUCCEEDED"));
        }
    }

    @Test
    void aSilentDeviceIsAskedAgainTimesOutAndComesTooLate() throws Exception {
        register("order-late");
        try (Device device = new Device("order-late", REQUEST.formatted("order-late"))) {
            String id = order("order-late", "{\"command\":\"restart-fan\",\"timeoutSeconds\":3,\"retries\":1}");
            device.next();
            MqttMessage again = device.next();
            await().atMost(ofSeconds(10))
                    .untilAsserted(() -> assertThat(stateOf(id)).isEqualTo("TIMED_OUT"));

            device.answer(again, "{\"status\":\"SUCCEEDED\"}");

            await().atMost(ofSeconds(10))
                    .untilAsserted(() -> assertThat(hub.get("/api/v1/commands/" + id)
                                    .path("history")
                                    .findValuesAsText("cause"))
                            .anyMatch(cause -> cause.startsWith("ignored, it had ended")));
            assertThat(stateOf(id)).isEqualTo("TIMED_OUT");
        }
    }

    @Test
    void aResultForAnotherDevicesOrderIsKeptAsideAndChangesNothing() throws Exception {
        register("order-mine");
        register("order-thief");
        try (Device device = new Device("order-mine", REQUEST.formatted("order-mine"));
                Device thief = new Device("order-thief", REQUEST.formatted("order-thief"))) {
            String id = order("order-mine", "{\"command\":\"restart-fan\"}");
            device.next();

            thief.publish(
                    "iotlink/dev/nohub/order-thief/event/pub/control_result/json",
                    "{\"executionId\":\"" + id + "\",\"status\":\"SUCCEEDED\"}");

            await().atMost(ofSeconds(10))
                    .untilAsserted(() -> assertThat(hub.get("/api/v1/dead-letters?device=order-thief")
                                    .path("items")
                                    .findValuesAsText("reason"))
                            .containsExactly("forged-result"));
            assertThat(stateOf(id)).isEqualTo("SENT");
        }
    }

    @Test
    void aDeviceGivesNoOrders() throws Exception {
        register("order-giver");

        assertThat(hub.mayPublish("order-giver", REQUEST.formatted("order-giver")))
                .isFalse();
    }

    @Test
    void aTcpDeviceGetsItsOrderOverItsOpenConnectionAndAnswersThere() throws Exception {
        register("order-tcp", "prod-a2");
        try (Socket socket = new Socket("127.0.0.1", hub.ports.tcp())) {
            socket.setSoTimeout(10_000);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            socket.getOutputStream().write(HexFormat.of().parseHex("000C096f726465722d746370014E"));
            assertThat(in.read()).isEqualTo(0x06);

            String id = order(
                    "order-tcp", "{\"command\":\"reduce-speed\",\"parameters\":{\"targetRpm\":1200},\"retries\":0}");

            byte[] downlink = new byte[in.readUnsignedShort()];
            in.readFully(downlink);
            String number = String.format("%08x", CommandEncoder.number(id));
            assertThat(HexFormat.of().formatHex(downlink)).isEqualTo("096f726465722d746370" + "1002" + number + "04b0");
            socket.getOutputStream().write(HexFormat.of().parseHex("0010096f726465722d746370C0" + number + "00"));
            assertThat(in.read()).isEqualTo(0x06);
            await().atMost(ofSeconds(10))
                    .untilAsserted(() -> assertThat(stateOf(id)).isEqualTo("SUCCEEDED"));
            assertThat(hub.get("/api/v1/commands/" + id).path("door").asText()).isEqualTo("tcp");
        }
    }

    @Test
    void aWrongOrderNamesTheField() throws Exception {
        register("order-wrong");
        String path = "/api/v1/devices/order-wrong/commands";

        assertThat(hub.call("POST", path, "{\"command\":\"reduce-speed\",\"parameters\":{\"targetRpm\":9000}}")
                        .body())
                .contains("\"status\":400", "parameters.targetRpm: 9000 must be at most 3000");
        assertThat(hub.call("POST", path, "{\"command\":\"explode\"}").body())
                .contains("declares no command 'explode'");
        assertThat(hub.call("POST", "/api/v1/devices/nobody/commands", "{\"command\":\"restart-fan\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    private static String stateOf(String id) throws Exception {
        return hub.get("/api/v1/commands/" + id).path("state").asText();
    }

    private static void register(String deviceId) throws Exception {
        register(deviceId, "prod-a");
    }

    private static void register(String deviceId, String product) throws Exception {
        String device = "{\"device_id\":\"" + deviceId + "\",\"productId\":\"" + product + "\"}";
        assertThat(hub.call("POST", "/api/v1/devices", device).statusCode()).isEqualTo(201);
    }

    private static String order(String deviceId, String body) throws Exception {
        HttpResponse<String> answer = hub.call("POST", "/api/v1/devices/" + deviceId + "/commands", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JSON.readTree(answer.body()).path("executionId").asText();
    }

    /** A device with an MQTT 5 client that answers to the response topic it is given. */
    private static final class Device implements AutoCloseable {

        private final MqttClient client;
        private final BlockingQueue<MqttMessage> requests = new LinkedBlockingQueue<>();

        Device(String clientId, String user, String password) throws Exception {
            client = new MqttClient("tcp://127.0.0.1:" + hub.ports.mqtt(), clientId, new MemoryPersistence());
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setUserName(user);
            options.setPassword(password.getBytes(UTF_8));
            client.connect(options);
        }

        Device(String deviceId, String filter) throws Exception {
            this(deviceId, deviceId, "demo");
            MqttSubscription[] subscriptions = {new MqttSubscription(filter, 1)};
            client.subscribe(subscriptions, new org.eclipse.paho.mqttv5.client.IMqttMessageListener[] {
                (topic, message) -> requests.add(message)
            });
        }

        /** What comes under a filter from now on, each as topic and text. */
        BlockingQueue<String> hears(String filter) throws Exception {
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            MqttSubscription[] subscriptions = {new MqttSubscription(filter, 1)};
            client.subscribe(subscriptions, new org.eclipse.paho.mqttv5.client.IMqttMessageListener[] {
                (topic, message) -> heard.add(topic + " " + new String(message.getPayload(), UTF_8))
            });
            return heard;
        }

        MqttMessage next() throws InterruptedException {
            MqttMessage message = requests.poll(10, TimeUnit.SECONDS);
            assertThat(message).as("an order within ten seconds").isNotNull();
            return message;
        }

        /** Answers as MQTT 5 asks: to the response topic, with the correlation data. */
        void answer(MqttMessage request, String body) throws Exception {
            MqttMessage answer = new MqttMessage(body.getBytes(UTF_8));
            answer.setQos(1);
            var properties = new org.eclipse.paho.mqttv5.common.packet.MqttProperties();
            properties.setCorrelationData(request.getProperties().getCorrelationData());
            answer.setProperties(properties);
            client.publish(request.getProperties().getResponseTopic(), answer);
        }

        void publish(String topic, String body) throws Exception {
            client.publish(topic, body.getBytes(UTF_8), 1, false);
        }

        @Override
        public void close() throws Exception {
            client.disconnect();
            client.close();
        }
    }
}
