package hub.adapters.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import hub.adapters.ChildProgram;
import hub.adapters.PortTakenException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class MqttBrokerTest {
    private static final String TOPIC = "devices/nohub/pump-1/telemetry";
    private static final int MESSAGES = 300;

    @TempDir
    Path folder;

    @Test
    void carriesMessagesOfBothVersionsAndReservedTopicsToTheHub() throws Exception {
        try (var broker = start();
                var clients = new TestingMqttClients(broker)) {
            var reserved = clients.hubListensAs("hub-receive-shadow", "$aws/things/+/shadow/+");
            var received = clients.hubListens("#");

            TestingMqttClients.send(clients.device("pump-1"), TOPIC, "five");
            TestingMqttClients.send(clients.device("pump-1"), "$aws/things/pump-1/shadow/update", "shadow");
            clients.sendWithVersion3("pump-1", TOPIC, "three");

            assertThat(reserved.next()).isEqualTo("shadow");
            assertThat(Set.of(received.next(), received.next())).containsExactlyInAnyOrder("five", "three");
            assertThat(broker.droppedMessages()).isZero();
            assertThat(broker.isHealthy()).isTrue();
        }
    }

    @Test
    void refusesStrangers() {
        try (var broker = start();
                var clients = new TestingMqttClients(broker)) {
            clients.hubListens("$share/hub/#");

            assertRefused(clients.client("pump-1", "pump-1", "guess"), Mqtt5ConnAckReasonCode.NOT_AUTHORIZED);
            assertRefused(clients.client("pump-1", "", ""), Mqtt5ConnAckReasonCode.NOT_AUTHORIZED);
            assertRefused(clients.client("x", broker.user(), "guess"), Mqtt5ConnAckReasonCode.NOT_AUTHORIZED);
            assertRefused(clients.client("hub-receive-1", "pump-1", "secret"), Mqtt5ConnAckReasonCode.NOT_AUTHORIZED);
            assertRefused(clients.client("broken", "broken", "secret"), Mqtt5ConnAckReasonCode.NOT_AUTHORIZED);
        }
    }

    @Test
    void refusesTopicsOfOthersAndEndsTheConnectionOfASenderThatLies() throws Exception {
        try (var broker = start();
                var clients = new TestingMqttClients(broker)) {
            var received = clients.hubListens("$share/hub/#");
            var device = clients.device("pump-1");
            assertThatThrownBy(() -> subscribe(device, "devices/nohub/pump-2/command"))
                    .isInstanceOf(Mqtt5SubAckException.class);
            assertThatThrownBy(() -> subscribe(device, "$share/spies/#")).isInstanceOf(Mqtt5SubAckException.class);
            subscribe(device, "$share/pumps/devices/nohub/pump-1/command");

            assertThatThrownBy(() -> TestingMqttClients.send(device, "devices/nohub/pump-2/telemetry", "lie"))
                    .asInstanceOf(type(Mqtt5PubAckException.class))
                    .extracting(refusal -> refusal.getMqttMessage().getReasonCode())
                    .isEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED);
            await().until(() -> !device.getState().isConnected());

            TestingMqttClients.send(clients.device("pump-1"), TOPIC, "truth");
            assertThat(received.next()).isEqualTo("truth");
        }
    }

    @Test
    void tellsDevicesToComeBackUntilTheHubListensAndLetsManyMessagesBeUnderWay() {
        try (var broker = start();
                var clients = new TestingMqttClients(broker)) {
            assertRefused(clients.client("pump-1", "pump-1", "secret"), Mqtt5ConnAckReasonCode.SERVER_UNAVAILABLE);

            clients.hubListens("$share/hub/#");

            assertThat(clients.client("pump-1", "pump-1", "secret")
                            .connect()
                            .getRestrictions()
                            .getReceiveMaximum())
                    .isEqualTo(1_000);
        }
    }

    @Test
    void keepsAcknowledgedMessagesForTheHubAcrossARestart() throws Exception {
        try (var broker = start();
                var clients = new TestingMqttClients(broker)) {
            sendWhileTheHubIsAway(clients);
        }

        assertThatTheHubFindsAllMessages();
    }

    @Test
    void keepsAcknowledgedMessagesForTheHubWhenEverythingIsKilled() throws Exception {
        try (var hub = ChildProgram.start(HubThatIsKilled.class, folder.toString())) {
            hub.awaitLine("ACKNOWLEDGED");
            hub.kill();
        }

        assertThatTheHubFindsAllMessages();
    }

    @Test
    void offersAgainWhatTheHubHadNotAcknowledgedWhenEverythingWasKilled() throws Exception {
        try (var hub = ChildProgram.start(HubThatIsKilledWhileItReceives.class, folder.toString())) {
            hub.awaitLine("RECEIVING");
            hub.kill();
        }

        assertThatTheHubFindsAllMessages();
    }

    @Test
    void saysWhichPortIsTakenBeforeTouchingTheFolder() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var settings = MqttBrokerSettings.in(folder).withPort(other.getLocalPort());

            assertThatThrownBy(() -> MqttBroker.start(settings, new OwnTopicsOnly()))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("hub.mqtt.port");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAFolderThatAnotherHubUses() {
        try (var broker = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(folder.toString());
            assertThat(broker.isHealthy()).isTrue();
        }
    }

    @Test
    void isUnhealthyOnceClosed() {
        var broker = start();
        broker.close();

        assertThat(broker.isHealthy()).isFalse();
    }

    private MqttBroker start() {
        return start(folder);
    }

    private static MqttBroker start(Path folder) {
        return MqttBroker.start(MqttBrokerSettings.in(folder).withPort(0), new OwnTopicsOnly());
    }

    private void assertThatTheHubFindsAllMessages() throws Exception {
        try (var broker = start();
                var clients = new TestingMqttClients(broker)) {
            var received = clients.hubListens(broker.subscription());
            var found = new HashSet<String>();
            while (found.size() < MESSAGES) {
                found.add(received.next());
            }
            assertThat(found).contains("reading 0", "reading " + (MESSAGES - 1));
        }
    }

    private static void sendWhileTheHubIsAway(TestingMqttClients clients) {
        clients.hubListens("#");
        clients.hubLeaves();
        sendAll(clients);
    }

    private static void sendAll(TestingMqttClients clients) {
        var device = clients.device("pump-1");
        for (int number = 0; number < MESSAGES; number++) {
            TestingMqttClients.send(device, TOPIC, "reading " + number);
        }
    }

    private static void assertRefused(Mqtt5BlockingClient client, Mqtt5ConnAckReasonCode reason) {
        assertThatThrownBy(client::connect)
                .asInstanceOf(type(Mqtt5ConnAckException.class))
                .extracting(refusal -> refusal.getMqttMessage().getReasonCode())
                .isEqualTo(reason);
    }

    private static void subscribe(Mqtt5BlockingClient client, String filter) {
        client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send();
    }

    /** A register in which each user may use topics that carry its name; the user "broken" makes it fail. */
    private static final class OwnTopicsOnly implements MqttAccess {
        @Override
        public boolean mayConnect(String user, byte[] password, String clientId) {
            if (user.equals("broken")) {
                throw new IllegalStateException("the register is out of order");
            }
            return new String(password, StandardCharsets.UTF_8).equals("secret");
        }

        @Override
        public boolean mayPublish(String user, String topic) {
            return topic.contains("/" + user + "/");
        }

        @Override
        public boolean maySubscribe(String user, String filter) {
            return filter.contains("/" + user + "/");
        }
    }

    /** Lets a device send while nobody listens, says so, and waits for its end. */
    static final class HubThatIsKilled {
        private HubThatIsKilled() {}

        public static void main(String[] arguments) throws Exception {
            var broker = start(Path.of(arguments[0]));
            sendWhileTheHubIsAway(new TestingMqttClients(broker));
            System.out.println("ACKNOWLEDGED");
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }

    /** Lets a device send while the hub's client receives and acknowledges nothing, says so, and waits for its end. */
    static final class HubThatIsKilledWhileItReceives {
        private HubThatIsKilledWhileItReceives() {}

        public static void main(String[] arguments) throws Exception {
            var broker = start(Path.of(arguments[0]));
            var clients = new TestingMqttClients(broker);
            var given = clients.hubHoldsBack(broker.subscription());
            sendAll(clients);
            given.await();
            System.out.println("RECEIVING");
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }
}
