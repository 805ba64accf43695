package hub.adapters.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded broker does besides carrying messages: strangers that claim an identity, and too many shadow requests. */
@Timeout(90)
class BrokerDoorTest {
    private static final AtomicBoolean CLAIMS = new AtomicBoolean(true);

    @TempDir
    static Path folder;

    private static MqttBroker broker;
    private static TestingMqttClients clients;
    private static Mqtt5BlockingClient hub;
    private static Mqtt5BlockingClient.Mqtt5Publishes heard;

    @BeforeAll
    static void start() {
        broker = MqttBroker.start(MqttBrokerSettings.in(folder).withPort(0), new Everybody());
        clients = new TestingMqttClients(broker);
        clients.hubListens("telemetry/#");
        hub = clients.client("hub-receive-claims", broker.user(), broker.password());
        heard = hub.publishes(MqttGlobalPublishFilter.ALL);
        hub.connect();
        subscribe(hub, "$aws/provisioning/claims/+/request");
        subscribe(hub, "$aws/things/+/shadow/+");
    }

    @AfterAll
    static void stop() {
        heard.close();
        clients.close();
        broker.close();
    }

    @Test
    void eachStrangerHearsOnlyTheAnswerToItsOwnClaim() throws Exception {
        Mqtt5BlockingClient one = stranger("one");
        Mqtt5BlockingClient two = stranger("two");
        try (var toOne = one.publishes(MqttGlobalPublishFilter.ALL);
                var toTwo = two.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(one, "/provision/response");
            subscribe(two, "/provision/response");

            TestingMqttClients.send(one, "/provision/request", "claim of one");
            Mqtt5Publish request = next(heard);
            String topic = request.getTopic().toString();
            assertThat(text(request)).isEqualTo("claim of one");
            assertThat(topic).startsWith("$aws/provisioning/claims/127.0.0.1~");
            TestingMqttClients.send(hub, topic.replaceFirst("request$", "response"), "secret of one");

            Mqtt5Publish answer = next(toOne);
            assertThat(answer.getTopic().toString()).isEqualTo("/provision/response");
            assertThat(text(answer)).isEqualTo("secret of one");
            assertThat(toTwo.receive(300, TimeUnit.MILLISECONDS)).isEmpty();
        }
    }

    @Test
    void aStrangerMayDoNothingElse() {
        Mqtt5BlockingClient listener = stranger("three");
        assertThatThrownBy(() -> subscribe(listener, "$aws/provisioning/claims/#"))
                .isInstanceOf(Mqtt5SubAckException.class);
        assertThatThrownBy(() -> subscribe(listener, "#")).isInstanceOf(Mqtt5SubAckException.class);
        assertThatThrownBy(() -> TestingMqttClients.send(listener, "devices/nohub/pump-1/telemetry", "{}"))
                .isInstanceOf(Mqtt5PubAckException.class);
        Mqtt5BlockingClient forger = stranger("four");
        assertThatThrownBy(() -> TestingMqttClients.send(forger, "$aws/provisioning/claims/x/request", "{}"))
                .isInstanceOf(Mqtt5PubAckException.class);
    }

    @Test
    void strangersAreSentAwayWhileNothingMayBeClaimed() {
        CLAIMS.set(false);
        try {
            assertThatThrownBy(() -> stranger("five")).isInstanceOf(Mqtt5ConnAckException.class);
        } finally {
            CLAIMS.set(true);
        }
    }

    @Test
    void theEleventhUnansweredShadowRequestIsRefusedAndAnAnswerMakesRoom() throws Exception {
        Mqtt5BlockingClient device = clients.device("busy");
        try (var answers = device.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(device, "$aws/things/busy/shadow/update/rejected");
            for (int number = 1; number <= 10; number++) {
                TestingMqttClients.send(device, "$aws/things/busy/shadow/update", "{}");
                next(heard);
            }
            TestingMqttClients.send(device, "$aws/things/busy/shadow/update", "{\"clientToken\":\"late-1\"}");

            assertThat(text(next(answers))).contains("\"code\":429", "\"clientToken\":\"late-1\"");
            TestingMqttClients.send(hub, "$aws/things/busy/shadow/update/accepted", "{}");
            TestingMqttClients.send(device, "$aws/things/busy/shadow/update", "room");
            assertThat(text(next(heard))).isEqualTo("room");
        }
    }

    private static Mqtt5BlockingClient stranger(String id) {
        Mqtt5BlockingClient client = clients.client(id, "provision", "");
        client.connect();
        return client;
    }

    private static Mqtt5Publish next(Mqtt5BlockingClient.Mqtt5Publishes messages) throws InterruptedException {
        return messages.receive(20, TimeUnit.SECONDS).orElseThrow();
    }

    private static String text(Mqtt5Publish message) {
        return new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8);
    }

    private static void subscribe(Mqtt5BlockingClient client, String filter) {
        client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send();
    }

    /** Lets everybody do everything. */
    private static final class Everybody implements MqttAccess {
        @Override
        public boolean mayConnect(String user, byte[] password, String clientId) {
            return true;
        }

        @Override
        public boolean mayClaim() {
            return CLAIMS.get();
        }

        @Override
        public boolean mayPublish(String user, String topic) {
            return true;
        }

        @Override
        public boolean maySubscribe(String user, String filter) {
            return true;
        }
    }
}
