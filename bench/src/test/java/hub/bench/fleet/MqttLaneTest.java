package hub.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttLaneTest {
    @TempDir
    private static Path folder;

    private static EmbeddedHiveMQ broker;
    private static int port;

    private final List<String> topics = new CopyOnWriteArrayList<>();
    private final List<byte[]> payloads = new CopyOnWriteArrayList<>();
    private final Ledger ledger = Ledger.inMemory();

    @BeforeAll
    static void startBroker() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve("config.xml"), """
                <hivemq>
                  <listeners><tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener></listeners>
                  <persistence><mode>in-memory</mode></persistence>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(port));
        broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(conf)
                .withDataFolder(Files.createDirectories(folder.resolve("data")))
                .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
                .build();
        broker.start().join();
    }

    @AfterAll
    static void stopBroker() {
        broker.stop().join();
    }

    @BeforeEach
    void subscribe() throws Exception {
        Mqtt5AsyncClient client = MqttClient.builder()
                .useMqttVersion5()
                .serverHost("127.0.0.1")
                .serverPort(port)
                .buildAsync();
        client.connect().get(10, TimeUnit.SECONDS);
        client.subscribeWith()
                .topicFilter("iotlink/#")
                .callback(message -> {
                    topics.add(message.getTopic().toString());
                    payloads.add(message.getPayloadAsBytes());
                })
                .send()
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void publishesForTheDevicesOfItsHub() throws Exception {
        FleetReport report = run(plan("json"));

        assertThat(report.acknowledged()).isEqualTo(100);
        assertThat(ledger.byDevice()).hasSize(4);
        Awaitility.await().until(() -> payloads.size() == 100);
        assertThat(topics).contains("iotlink/dev/bench-hub-2/sim-000004/periodic/pub/telemetry/json");
        assertThat(new String(payloads.get(0), StandardCharsets.UTF_8)).contains("\"tempC\":");
    }

    @Test
    void publishesRawTagsWhereEachDeviceHasItsOwnConnection() throws Exception {
        assertThat(run(plan("bin").standAlone()).acknowledged()).isEqualTo(100);

        Awaitility.await().until(() -> payloads.size() == 100);
        assertThat(topics).contains("iotlink/dev/nohub/sim-000001/periodic/pub/telemetry/bin");
        assertThat(payloads).allSatisfy(payload -> assertThat(payload).hasSize(PayloadWriter.TAGS_LENGTH));
    }

    private static FleetPlan plan(String format) {
        return FleetPlan.tcp("127.0.0.1", 1)
                .through(URI.create("mqtt://127.0.0.1:" + port), format, 2)
                .fleet(4, 2)
                .load(0, 100, 20);
    }

    private FleetReport run(FleetPlan plan) throws Exception {
        return new FleetRun(plan, new DeviceFleet("sim-", 4, 0, false), ledger).send(tally -> {});
    }
}
