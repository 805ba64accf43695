package hub;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.adapters.cold.ColdFile;
import hub.adapters.cold.ColdFiles;
import hub.adapters.cold.ColdStore;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** The whole hub with a Kinesis stream instead of its own: what is acknowledged survives the hub's restart and is stored once. */
@Tag("own-hub")
class KinesisJourneyTest {
    private static final String STREAM = "hub-telemetry";

    @TempDir
    Path folder;

    private Process kinesis;
    private int port;

    @BeforeEach
    void startKinesis() throws Exception {
        System.setProperty("aws.cborEnabled", "false");
        port = TestingHub.freePort();
        kinesis = new ProcessBuilder(
                        "node",
                        "node_modules/kinesalite/cli.js",
                        "--port",
                        Integer.toString(port),
                        "--createStreamMs",
                        "10")
                .directory(TestingNode.install(Path.of("../adapters/src/test/node"), "node-kinesis")
                        .toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("kinesalite.log").toFile())
                .start();
        await().atMost(ofSeconds(30)).until(this::listens);
        createStream();
    }

    @AfterEach
    void stopKinesis() throws InterruptedException {
        kinesis.destroy();
        kinesis.waitFor();
    }

    @Test
    void whatIsAcknowledgedIsStoredOnceAcrossARestart() throws Exception {
        TestingHub.Ports ports = TestingHub.Ports.free();
        CountingDevice device = new CountingDevice("kinesis-1");
        int sent = 0;
        try (TestingHub hub = start(ports)) {
            device.register(hub);
            for (int batch = 0; batch < 20; batch++) {
                sent += device.send(hub, sent, 50);
            }
            hub.sendTcp("kinesis-1", "01 53");
            sent++;
            int all = sent;
            await().atMost(ofSeconds(30)).until(() -> device.stored(hub) == all);
            for (int batch = 0; batch < 10; batch++) {
                sent += device.send(hub, sent, 50);
            }
        }
        try (TestingHub hub = start(ports)) {
            sent += device.send(hub, sent, 50);
            int all = sent;
            await().atMost(ofSeconds(60)).until(() -> device.stored(hub) == all);
            await().atMost(ofSeconds(60)).untilAsserted(() -> {
                hub.bean(ColdStore.class).commit();
                assertThat(coldRows(hub))
                        .as("the cold store has each once, too")
                        .isEqualTo(all);
            });
            assertThat(hub.get("/api/v1/devices/kinesis-1/alarms").path("items"))
                    .as("the alarm of before the restart, once")
                    .hasSize(1);
            assertThat(hub.get("/api/v1/dead-letters?device=kinesis-1").path("items"))
                    .isEmpty();
        }
    }

    private static long coldRows(TestingHub hub) {
        return hub.bean(ColdFiles.class).plan("telemetry", null, null, null).files().stream()
                .mapToLong(ColdFile::rows)
                .sum();
    }

    private TestingHub start(TestingHub.Ports ports) throws IOException {
        return TestingHub.start(
                Files.createDirectories(folder.resolve("hub")),
                ports,
                "--hub.stream.binding=kinesis",
                "--hub.stream.endpoint=http://127.0.0.1:" + port,
                "--hub.stream.access-key=test",
                "--hub.stream.secret-key=test");
    }

    private void createStream() {
        try (KinesisClient client = KinesisClient.builder()
                .region(Region.AP_NORTHEAST_2)
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build()) {
            client.createStream(create -> create.streamName(STREAM).shardCount(2));
            await().atMost(ofSeconds(20))
                    .until(() -> client.describeStream(describe -> describe.streamName(STREAM))
                                    .streamDescription()
                                    .streamStatus()
                            == StreamStatus.ACTIVE);
        }
    }

    private boolean listens() {
        try (Socket probe = new Socket("127.0.0.1", port)) {
            return probe.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
