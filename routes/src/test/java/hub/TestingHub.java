package hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.exceptions.MqttClientStateException;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole hub with real embedded services on free ports and a data folder of its own, and the calls a device or a user makes. */
final class TestingHub implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConfigurableApplicationContext context;
    private static TestingHub shared;
    private static TestingCertificates certificates;

    /** Where the shared hub's broker takes TLS connections. */
    static final int TLS_PORT = freePort();

    private final HttpClient http = HttpClient.newHttpClient();
    final Ports ports;

    /** The ports of one hub. */
    record Ports(int http, int tcp, int mqtt, int hot, int warm, int stream) {

        static Ports free() {
            return new Ports(freePort(), freePort(), freePort(), freePort(), freePort(), freePort());
        }

        List<String> arguments(Path data) {
            return List.of(
                    "--hub.demo=true",
                    "--hub.data=" + data,
                    "--server.port=" + http,
                    "--hub.tcp.port=" + tcp,
                    "--hub.mqtt.port=" + mqtt,
                    "--hub.hot.port=" + hot,
                    "--hub.warm.port=" + warm,
                    "--hub.stream.port=" + stream,
                    "--hub.tcp.product-ports=false",
                    "--hub.upload.port=0",
                    "--hub.ageing.telemetry=36500d",
                    "--hub.lab.hot-for=10d",
                    "--hub.stream.partitions=4",
                    "--hub.rules.tables=" + tablesIn(data));
        }
    }

    /** A copy of the rule tables, so that what a test publishes does not come into the project. */
    private static Path tablesIn(Path data) {
        Path copy = data.resolve("tables");
        Path shipped = Path.of(System.getProperty("hub.home"), "drools-rules", "tables");
        try {
            if (Files.notExists(copy)) {
                Files.createDirectories(copy);
                try (Stream<Path> files = Files.list(shipped)) {
                    for (Path file : files.toList()) {
                        Files.copy(file, copy.resolve(file.getFileName()));
                    }
                }
            }
            return copy;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private final Path data;

    private TestingHub(ConfigurableApplicationContext context, Ports ports, Path data) {
        this.context = context;
        this.ports = ports;
        this.data = data;
    }

    /** The hub that all journeys share which do not harm it; it is started once and ends with the tests. */
    static synchronized TestingHub shared() {
        if (shared == null) {
            try {
                Path data = Files.createTempDirectory("hub-journey");
                certificates = TestingCertificates.in(data.resolve("tls"));
                shared = start(data, Ports.free(), certificates.settings(TLS_PORT));
            } catch (Exception problem) {
                throw new IllegalStateException("the shared hub did not start", problem);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** Signs for devices of the shared hub. */
    static TestingCertificates certificates() {
        return certificates;
    }

    Path data() {
        return data;
    }

    static TestingHub start(Path data, Ports ports, String... settings) {
        List<String> arguments = new ArrayList<>(ports.arguments(data));
        arguments.addAll(List.of(settings));
        return new TestingHub(HubApplication.start(arguments.toArray(String[]::new)), ports, data);
    }

    /** A hub whose time can be moved on. */
    static TestingHub start(Path data, Ports ports, Clock clock, String... settings) {
        List<String> arguments = new ArrayList<>(ports.arguments(data));
        arguments.addAll(List.of(settings));
        SpringApplication application = HubApplication.application();
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("clock", clock));
        return new TestingHub(application.run(arguments.toArray(String[]::new)), ports, data);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Sends one frame over a connection of its own and gives the answer byte. */
    int sendTcp(String deviceId, String hexPayload) throws IOException {
        byte[] id = deviceId.getBytes(StandardCharsets.US_ASCII);
        byte[] payload = HexFormat.of().parseHex(hexPayload.replace(" ", ""));
        return sendTcpBytes(ByteBuffer.allocate(3 + id.length + payload.length)
                .putShort((short) (1 + id.length + payload.length))
                .put((byte) id.length)
                .put(id)
                .put(payload)
                .array());
    }

    /** Sends bytes over a connection of its own, ends its direction, and gives the first answer byte or -1. */
    int sendTcpBytes(byte[] bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", ports.tcp())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            boolean whole = bytes.length >= 2 && bytes.length == 2 + (bytes[0] << 8 & 0xFF00 | bytes[1] & 0xFF);
            if (!whole) {
                return -1;
            }
            return socket.getInputStream().read();
        }
    }

    /** Publishes one message with QoS 1 as a device and returns when the broker has acknowledged it. */
    void publish(String deviceId, String topic, byte[] body) {
        Mqtt5BlockingClient client = Mqtt5Client.builder()
                .identifier(deviceId)
                .serverHost("127.0.0.1")
                .serverPort(ports.mqtt())
                .simpleAuth()
                .username(deviceId)
                .password("demo".getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        client.connect();
        try {
            client.publishWith()
                    .topic(topic)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(body)
                    .send();
        } finally {
            if (client.getState().isConnected()) {
                client.disconnect();
            }
        }
    }

    /** Whether the broker takes a message of this device under a topic. */
    boolean mayPublish(String deviceId, String topic) {
        try {
            publish(deviceId, topic, "{}".getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (Mqtt5PubAckException | MqttClientStateException | Mqtt5DisconnectException refused) {
            return false;
        }
    }

    HttpResponse<String> ingest(String deviceId, String format, String body) throws Exception {
        return http.send(
                request("/ingest/dev/nohub/" + deviceId + "/periodic/telemetry/" + format)
                        .header("X-API-Key", "demo")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> call(String method, String path, String body) throws Exception {
        return call("operator", method, path, body);
    }

    /** Sends a file as the operator. */
    HttpResponse<String> upload(String path, byte[] content) throws Exception {
        return http.send(
                as("operator", path)
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(content))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> call(String user, String method, String path, String body) throws Exception {
        return http.send(
                as(user, path)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Calls as a device with its key; of a customer's or operator's rights it has none. */
    HttpResponse<String> callAsDevice(String key, String method, String path, String body) throws Exception {
        return http.send(
                request(path)
                        .header("X-API-Key", key)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Calls the API as a demo user. */
    HttpResponse<String> callAs(String user, String method, String path, String body) throws Exception {
        String basic = Base64.getEncoder().encodeToString((user + ":demo").getBytes(StandardCharsets.UTF_8));
        HttpRequest.BodyPublisher content =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return http.send(
                request(path)
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/json")
                        .method(method, content)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Asks for a table. */
    HttpResponse<String> callForCsv(String user, String path) throws Exception {
        return http.send(as(user, path).header("Accept", "text/csv").build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode get(String path) throws Exception {
        HttpResponse<String> response = call("GET", path, "");
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private HttpRequest.Builder as(String user, String path) {
        String basic = Base64.getEncoder().encodeToString((user + ":demo").getBytes(StandardCharsets.UTF_8));
        return request(path).header("Authorization", "Basic " + basic);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.http() + path));
    }

    /** A free port below the range of outgoing connections, so that none of those takes it before the hub does. */
    static int freePort() {
        IOException lastTaken = null;
        for (int attempt = 0; attempt < 100; attempt++) {
            try (ServerSocket socket =
                    new ServerSocket(ThreadLocalRandom.current().nextInt(20_000, 32_000))) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                lastTaken = taken;
            }
        }
        throw new IllegalStateException("no free port between 20000 and 32000", lastTaken);
    }

    @Override
    public void close() {
        context.close();
    }
}
