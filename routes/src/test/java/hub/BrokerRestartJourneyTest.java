package hub;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An MQTT broker outside the hub restarts: the hub comes back to it by itself, and what the broker acknowledged is stored once. */
@Tag("own-hub")
class BrokerRestartJourneyTest {

    @TempDir
    Path folder;

    @Test
    void theHubComesBackToABrokerThatRestarts() throws Exception {
        TestingHub.Ports ports = TestingHub.Ports.free();
        CountingDevice device = new CountingDevice("broker-1");
        TestingBroker broker = TestingBroker.start(folder.resolve("broker"), ports.mqtt());
        try (TestingHub hub = TestingHub.start(
                folder.resolve("hub"),
                ports,
                "--hub.mqtt.url=tcp://127.0.0.1:" + ports.mqtt(),
                "--hub.mqtt.user=hub")) {
            device.register(hub);
            publish(ports.mqtt(), 0, 200);
            await().atMost(ofSeconds(20)).until(() -> device.stored(hub) == 200);

            publish(ports.mqtt(), 200, 300);
            broker.close();
            broker = TestingBroker.start(folder.resolve("broker"), ports.mqtt());
            publish(ports.mqtt(), 500, 300);

            await().atMost(ofSeconds(60))
                    .untilAsserted(() -> assertThat(device.stored(hub)).isEqualTo(800));
            assertThat(hub.get("/api/v1/dead-letters?device=broker-1").path("items"))
                    .isEmpty();
        } finally {
            broker.close();
        }
    }

    /** Readings from one number on, each acknowledged by the broker; waits until it takes connections. */
    private static void publish(int port, int from, int count) {
        Mqtt5BlockingClient client = Mqtt5Client.builder()
                .identifier("broker-1")
                .serverHost("127.0.0.1")
                .serverPort(port)
                .buildBlocking();
        await().atMost(ofSeconds(20))
                .pollInterval(ofMillis(100))
                .ignoreException(Mqtt5ConnAckException.class)
                .until(() -> !client.connect().getReasonCode().isError());
        for (int number = from; number < from + count; number++) {
            String body =
                    "{\"device_timestamp\":" + CountingDevice.time(number) + ",\"data\":{\"metrics\":{\"tempC\":20}}}";
            client.publishWith()
                    .topic("iotlink/dev/nohub/broker-1/periodic/pub/telemetry/json")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(body.getBytes(StandardCharsets.UTF_8))
                    .send();
        }
        client.disconnect();
    }
}
