package hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole hub with real embedded services on free ports and a data folder of its own, and the calls a device or a user makes. */
final class TestingHub implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConfigurableApplicationContext context;
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
                    "--hub.stream.partitions=4");
        }
    }

    private TestingHub(ConfigurableApplicationContext context, Ports ports) {
        this.context = context;
        this.ports = ports;
    }

    static TestingHub start(Path data, Ports ports, String... settings) {
        List<String> arguments = new ArrayList<>(ports.arguments(data));
        arguments.addAll(List.of(settings));
        return new TestingHub(HubApplication.start(arguments.toArray(String[]::new)), ports);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Sends one frame over a connection of its own and gives the answer byte. */
    int sendTcp(String deviceId, String hexPayload) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", ports.tcp())) {
            socket.setSoTimeout(20_000);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] id = deviceId.getBytes(StandardCharsets.US_ASCII);
            byte[] payload = HexFormat.of().parseHex(hexPayload.replace(" ", ""));
            out.writeShort(1 + id.length + payload.length);
            out.writeByte(id.length);
            out.write(id);
            out.write(payload);
            out.flush();
            return new DataInputStream(socket.getInputStream()).readUnsignedByte();
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
        return http.send(
                asOperator(path)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    JsonNode get(String path) throws Exception {
        HttpResponse<String> response = call("GET", path, "");
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private HttpRequest.Builder asOperator(String path) {
        String basic = Base64.getEncoder().encodeToString("operator:demo".getBytes(StandardCharsets.UTF_8));
        return request(path).header("Authorization", "Basic " + basic);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.http() + path));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException problem) {
            throw new IllegalStateException("no free port", problem);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
