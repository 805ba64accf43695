package hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A device that listens to all reserved topics of its own thing. */
final class TestingThing implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 20;

    private final String thing;
    private final Mqtt5BlockingClient client;
    private final Mqtt5BlockingClient.Mqtt5Publishes messages;
    private final List<Message> seen = new ArrayList<>();

    /** One message of the hub. */
    record Message(String topic, JsonNode body) {}

    private TestingThing(String thing, Mqtt5BlockingClient client) {
        this.thing = thing;
        this.client = client;
        this.messages = client.publishes(MqttGlobalPublishFilter.ALL);
    }

    static TestingThing connect(TestingHub hub, String thing) {
        Mqtt5BlockingClient client = Mqtt5Client.builder()
                .identifier(thing)
                .serverHost("127.0.0.1")
                .serverPort(hub.ports.mqtt())
                .simpleAuth()
                .username(thing)
                .password("demo".getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        client.connect();
        TestingThing connected = new TestingThing(thing, client);
        client.subscribeWith()
                .topicFilter("$aws/things/" + thing + "/#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
        return connected;
    }

    /** Sends below {@code $aws/things/<thing>/}; single quotes stand for double ones. */
    TestingThing send(String topic, String body) {
        client.publishWith()
                .topic("$aws/things/" + thing + "/" + topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .send();
        return this;
    }

    /** The next message below {@code $aws/things/<thing>/}; others that come before it are kept. */
    JsonNode next(String topic) throws Exception {
        String wanted = "$aws/things/" + thing + "/" + topic;
        for (Message message : List.copyOf(seen)) {
            if (message.topic().equals(wanted)) {
                seen.remove(message);
                return message.body();
            }
        }
        while (true) {
            Message message = receive();
            if (message.topic().equals(wanted)) {
                return message.body();
            }
            seen.add(message);
        }
    }

    /** Asks and gives the answer, accepted or rejected, when everything before it has been seen. */
    JsonNode ask(String topic, String body) throws Exception {
        send(topic, body);
        while (true) {
            Message message = receive();
            if (message.topic().endsWith("/" + topic + "/accepted")
                    || message.topic().endsWith("/" + topic + "/rejected")) {
                return message.body();
            }
            seen.add(message);
        }
    }

    /** The topics of what has come and was not asked for yet, shortened. */
    List<String> waiting() {
        return seen.stream().map(Message::topic).toList();
    }

    private Message receive() throws IOException, InterruptedException {
        var publish = messages.receive(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(publish)
                .as("a message to " + thing + " besides " + waiting())
                .isPresent();
        String topic = publish.get().getTopic().toString();
        if (isRequest(topic)) {
            return receive();
        }
        return new Message(topic, JSON.readTree(publish.get().getPayloadAsBytes()));
    }

    private static boolean isRequest(String topic) {
        return topic.endsWith("/get") || topic.endsWith("/update") || topic.endsWith("/delete");
    }

    @Override
    public void close() {
        messages.close();
        if (client.getState().isConnected()) {
            client.disconnect();
        }
    }
}
