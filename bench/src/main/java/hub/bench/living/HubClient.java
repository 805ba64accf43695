package hub.bench.living;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demo's people at the hub's API. */
final class HubClient {
    private static final Logger LOG = LoggerFactory.getLogger(HubClient.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_MILLIS = 1_000;

    private final URI hub;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    HubClient(URI hub) {
        this.hub = hub;
    }

    /** Waits until the hub says that it is up. */
    void awaitUp() throws InterruptedException {
        boolean up = false;
        while (!up) {
            try {
                up = get("operator", "/actuator/health").path("status").asText().equals("UP");
            } catch (IOException notYet) {
                LOG.debug("the hub is not up yet: {}", notYet.getMessage());
            }
            if (!up) {
                Thread.sleep(PATIENCE_MILLIS);
            }
        }
    }

    /** What a path answers to a demo user. */
    JsonNode get(String user, String path) throws IOException, InterruptedException {
        return send(request(user, path).GET().build());
    }

    /** What a path answers to what a demo user sends. */
    JsonNode post(String user, String path, String contentType, byte[] body) throws IOException, InterruptedException {
        return send(request(user, path)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    private HttpRequest.Builder request(String user, String path) {
        String login = Base64.getEncoder().encodeToString((user + ":demo").getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(hub.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Basic " + login);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(request.method() + " " + request.uri().getPath() + " answered "
                    + response.statusCode() + ": " + response.body());
        }
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }
}
