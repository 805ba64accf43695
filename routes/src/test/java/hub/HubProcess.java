package hub;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A hub in a process of its own, which can be killed. */
final class HubProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final TestingHub.Ports ports;
    private final HttpClient http = HttpClient.newHttpClient();

    private HubProcess(Process process, TestingHub.Ports ports) {
        this.process = process;
        this.ports = ports;
    }

    /** Starts a hub and returns at once. */
    static HubProcess begin(Path folder, String name, List<String> settings) throws IOException {
        TestingHub.Ports ports = TestingHub.Ports.free();
        Path data = Files.createDirectories(folder.resolve(name));
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx700m",
                "-XX:TieredStopAtLevel=1",
                "-Dhub.home="
                        + System.getProperty(
                                "hub.home",
                                Path.of("..").toAbsolutePath().normalize().toString()),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "hub.HubApplication"));
        command.addAll(ports.arguments(data));
        command.addAll(settings);
        File log = folder.resolve(name + ".log").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        return new HubProcess(process, ports);
    }

    /** Waits until it is healthy. */
    void awaitHealthy() {
        await().atMost(ofSeconds(120)).ignoreExceptions().until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("the hub ended with " + process.exitValue());
            }
            return request("GET", "/actuator/health", "").statusCode() == 200;
        });
    }

    HttpResponse<String> ingest(String deviceId, String json) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.http() + "/ingest/dev/nohub/" + deviceId
                                + "/periodic/telemetry/json"))
                        .header("X-API-Key", "demo")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(request("GET", path, "").body());
    }

    HttpResponse<String> request(String method, String path, String body) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString("operator:demo".getBytes());
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.http() + path))
                        .header("Authorization", "Basic " + login)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, java.util.concurrent.TimeUnit.SECONDS)) {
            kill();
        }
    }
}
