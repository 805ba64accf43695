package hub.bench.living;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A living device's MQTT connection and the topics it uses; it connects again by itself. */
final class DeviceLine {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceLine.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String id;
    private final String host;
    private final int port;
    private final String secret;
    private Mqtt5AsyncClient client;

    DeviceLine(String id, String host, int port, String secret) {
        this.id = id;
        this.host = host;
        this.port = port;
        this.secret = secret;
    }

    String telemetry() {
        return "iotlink/dev/nohub/" + id + "/periodic/pub/telemetry/json";
    }

    String results() {
        return "iotlink/dev/nohub/" + id + "/event/pub/control_result/json";
    }

    String shadow() {
        return "$aws/things/" + id + "/shadow/update";
    }

    String jobs(String what) {
        return "$aws/things/" + id + "/jobs/" + what;
    }

    /** Connects and subscribes; what cannot be sent yet waits in the client. */
    void open(Consumer<JsonNode> orders, Consumer<JsonNode> deltas, Consumer<JsonNode> executions) {
        client = MqttClient.builder()
                .useMqttVersion5()
                .identifier(id)
                .serverHost(host)
                .serverPort(port)
                .automaticReconnectWithDefaultConfig()
                .simpleAuth()
                .username(id)
                .password(secret.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildAsync();
        client.connectWith().keepAlive(15).cleanStart(true).send().whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("{} cannot connect: {}", id, failure.getMessage());
            }
        });
        listen("iotlink/dev/nohub/" + id + "/event/pub/control_request/json", orders);
        listen(shadow() + "/delta", deltas);
        listen(jobs("notify-next"), node -> executions.accept(node.path("execution")));
        listen(jobs("start-next/accepted"), node -> executions.accept(node.path("execution")));
    }

    /** Is gone without a word. */
    void breakOff() {
        client.disconnectWith()
                .reasonCode(
                        com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode
                                .DISCONNECT_WITH_WILL_MESSAGE)
                .send();
    }

    /** Says something once; what the broker does not take is gone, as with a real device without memory. */
    void say(String topic, Map<String, Object> message) {
        try {
            client.publishWith()
                    .topic(topic)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(JSON.writeValueAsBytes(message))
                    .send()
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            LOG.debug("{} could not say {}: {}", id, topic, failure.getMessage());
                        }
                    });
        } catch (JsonProcessingException defect) {
            throw new IllegalStateException(defect);
        }
    }

    private void listen(String topic, Consumer<JsonNode> listener) {
        client.subscribeWith()
                .topicFilter(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(message -> hear(message, listener))
                .send()
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.warn("{} may not listen to {}: {}", id, topic, failure.getMessage());
                    }
                });
    }

    private void hear(Mqtt5Publish message, Consumer<JsonNode> listener) {
        try {
            listener.accept(JSON.readTree(message.getPayloadAsBytes()));
        } catch (IOException problem) {
            LOG.warn("{} heard something that is not JSON on {}: {}", id, message.getTopic(), problem.getMessage());
        }
    }
}
