package hub.adapters.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Devices and the hub's own client, as a broker sees them. */
final class TestingMqttClients implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final MqttBroker broker;
    private final List<Runnable> goodbyes = new ArrayList<>();
    private Mqtt5BlockingClient hub;

    TestingMqttClients(MqttBroker broker) {
        this.broker = broker;
    }

    /** Connects the hub's own account to the session it left, and subscribes. */
    Received hubListens(String... filters) {
        return hubListensAs("hub-receive-0", filters);
    }

    /** The same under another client id; only numbered ones count as the hub's ear for what devices send. */
    Received hubListensAs(String id, String... filters) {
        hub = client(id, broker.user(), broker.password());
        var publishes = hub.publishes(MqttGlobalPublishFilter.ALL);
        hub.connectWith().cleanStart(false).noSessionExpiry().send();
        for (var filter : filters) {
            hub.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send();
        }
        goodbyes.add(publishes::close);
        return () -> new String(
                publishes
                        .receive(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .orElseThrow()
                        .getPayloadAsBytes(),
                StandardCharsets.UTF_8);
    }

    /** Connects the hub's own account as a client that never acknowledges; what is returned opens when it has been given a message. */
    CountDownLatch hubHoldsBack(String filter) {
        var given = new CountDownLatch(1);
        hub = client("hub-receive-0", broker.user(), broker.password());
        hub.toAsync().publishes(MqttGlobalPublishFilter.ALL, message -> given.countDown(), true);
        hub.connectWith().cleanStart(false).noSessionExpiry().send();
        hub.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send();
        return given;
    }

    void hubLeaves() {
        hub.disconnect();
    }

    /** A connected device with the right password. */
    Mqtt5BlockingClient device(String name) {
        var device = client(name, name, "secret");
        device.connect();
        return device;
    }

    /** A client that is not connected yet; an empty user sends no credentials. */
    Mqtt5BlockingClient client(String id, String user, String password) {
        var builder =
                Mqtt5Client.builder().identifier(id).serverHost("127.0.0.1").serverPort(broker.port());
        if (!user.isEmpty()) {
            builder = builder.simpleAuth()
                    .username(user)
                    .password(bytes(password))
                    .applySimpleAuth();
        }
        var client = builder.buildBlocking();
        goodbyes.add(() -> {
            if (client.getState().isConnected()) {
                client.disconnect();
            }
        });
        return client;
    }

    /** Sends one acknowledged message as an MQTT 3.1.1 device. */
    void sendWithVersion3(String name, String topic, String text) {
        var device = Mqtt3Client.builder()
                .identifier(name + "-old")
                .serverHost("127.0.0.1")
                .serverPort(broker.port())
                .simpleAuth()
                .username(name)
                .password(bytes("secret"))
                .applySimpleAuth()
                .buildBlocking();
        device.connect();
        device.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(bytes(text))
                .send();
        device.disconnect();
    }

    /** Returns when the broker has acknowledged the message. */
    static void send(Mqtt5BlockingClient device, String topic, String text) {
        device.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(bytes(text))
                .send();
    }

    @Override
    public void close() {
        goodbyes.forEach(Runnable::run);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What reaches the hub. */
    interface Received {
        /** The text of the next message. */
        String next() throws InterruptedException;
    }
}
