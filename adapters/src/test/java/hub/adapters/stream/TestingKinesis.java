package hub.adapters.stream;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** A Kinesis-wire server (kinesalite) in a Node.js process; npm installs it once into {@code target/}. */
final class TestingKinesis implements AutoCloseable {
    private final int port;
    private final Process server;
    private final KinesisClient client;

    private TestingKinesis(int port, Process server) {
        this.port = port;
        this.server = server;
        System.setProperty("aws.cborEnabled", "false");
        this.client = KinesisClient.builder()
                .region(Region.AP_NORTHEAST_2)
                .endpointOverride(java.net.URI.create(endpoint()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    static TestingKinesis start() throws IOException, InterruptedException {
        Path folder = install();
        int port = freePort();
        Process server = new ProcessBuilder(
                        "node",
                        "node_modules/kinesalite/cli.js",
                        "--port",
                        Integer.toString(port),
                        "--createStreamMs",
                        "10",
                        "--updateStreamMs",
                        "10",
                        "--shardLimit",
                        "100")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("kinesalite.log").toFile())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> listens(port));
        return new TestingKinesis(port, server);
    }

    String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    KinesisClient client() {
        return client;
    }

    KinesisSettings settings(String stream) {
        return new KinesisSettings(stream, "ap-northeast-2", endpoint(), "test", "test", "hub");
    }

    void createStream(String stream, int shards) {
        client.createStream(create -> create.streamName(stream).shardCount(shards));
        awaitActive(stream);
    }

    void awaitActive(String stream) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> client.describeStream(describe -> describe.streamName(stream))
                                .streamDescription()
                                .streamStatus()
                        == StreamStatus.ACTIVE);
    }

    @Override
    public void close() throws InterruptedException {
        client.close();
        server.destroy();
        server.waitFor(10, TimeUnit.SECONDS);
    }

    private static Path install() throws IOException, InterruptedException {
        Path module = Path.of(System.getProperty("hub.module", ""));
        Path folder = Files.createDirectories(Path.of("target/node").toAbsolutePath());
        for (String name : new String[] {"package.json", "package-lock.json"}) {
            Files.write(
                    folder.resolve(name),
                    Files.readAllBytes(module.resolve("src/test/node").resolve(name)));
        }
        if (!Files.exists(folder.resolve("node_modules/kinesalite/cli.js"))) {
            int code = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("npm ci ended with " + code + ", see " + folder.resolve("npm.log"));
            }
        }
        return folder;
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket probe = new Socket("127.0.0.1", port)) {
            return probe.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
