package hub;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What an operator watches: the flow, who is connected, how systems are, what failed and why, and what ran before. */
class WatchJourneyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestingHub hub = TestingHub.shared();

    @Test
    void theFlowMapShowsEachStageAndTheRoutesOfOne() throws Exception {
        assertThat(hub.sendTcp("demo-1", "0120")).isEqualTo(0x06);

        await().atMost(ofSeconds(20)).untilAsserted(() -> {
            JsonNode receive = stage("receive");
            assertThat(receive.path("messages").asDouble()).isPositive();
            assertThat(receive.path("routes").asInt()).isGreaterThan(10);
        });
        JsonNode flow = hub.get("/api/v1/flow?stage=receive");
        assertThat(flow.path("stages").findValuesAsText("id"))
                .startsWith("receive", "stream", "standardize", "store", "judge", "act");
        assertThat(flow.path("groups").findValuesAsText("group")).contains("hub-main");
        assertThat(flow.path("routes").findValuesAsText("id")).contains("receive-tcp", "receive-mqtt-1");
        JsonNode tcp = StreamSupport.stream(flow.path("routes").spliterator(), false)
                .filter(route -> route.path("id").asText().equals("receive-tcp"))
                .findFirst()
                .orElseThrow();
        assertThat(tcp.path("state").asText()).isEqualTo("Started");
        assertThat(stage("recover").path("next").toString()).contains("stream");
    }

    @Test
    void aConnectionIsSeenAndEnded() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", hub.ports.tcp())) {
            byte[] id = "demo-2".getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(new byte[] {0, (byte) (1 + id.length + 2), (byte) id.length});
            socket.getOutputStream().write(id);
            socket.getOutputStream().write(HexFormat.of().parseHex("0121"));
            socket.getOutputStream().flush();
            socket.setSoTimeout(20_000);
            assertThat(socket.getInputStream().read()).isEqualTo(0x06);

            JsonNode line = hub.get("/api/v1/connections?kind=tcp&device=demo-2&limit=1")
                    .path("items")
                    .path(0);
            assertThat(line.path("address").asText()).startsWith("127.0.0.1:");
            assertThat(line.path("lastMessageAt").asText()).isNotEmpty();
            String path = "/api/v1/connections/tcp/" + line.path("id").asText();
            assertThat(hub.call("DELETE", path, "").statusCode()).isEqualTo(200);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            await().atMost(ofSeconds(5))
                    .until(() -> hub.call("DELETE", path, "").statusCode() == 404);
        }
        assertThat(hub.call("DELETE", "/api/v1/connections/sync/legacy", "").statusCode())
                .isEqualTo(501);
        assertThat(hub.call("GET", "/api/v1/connections?cursor=nonsense", "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void everySystemTellsHowItIs() throws Exception {
        JsonNode systems = hub.get("/api/v1/systems");

        assertThat(systems.path("items").findValuesAsText("name"))
                .contains("warmStore", "hotStore", "stream", "broker");
        assertThat(systems.path("items").findValuesAsText("status")).contains("UP");
    }

    @Test
    void deadLettersAreCountedByCauseAndTriedBeforeTheyGoBack() throws Exception {
        assertThat(hub.sendTcp("watch-stranger", "014E")).isEqualTo(0x06);
        await().atMost(ofSeconds(20))
                .until(() -> hub.get("/api/v1/dead-letters/groups?device=watch-stranger")
                        .path("items")
                        .path(0)
                        .path("reason")
                        .asText()
                        .equals("unknown-device"));
        String dryRun = "/api/v1/dead-letters/retry?device=watch-stranger&dryRun=true";

        JsonNode before = JSON.readTree(hub.call("POST", dryRun, "").body());
        assertThat(before.path("retried").asInt()).isZero();
        assertThat(before.path("items").path(0).path("problems").toString()).contains("watch-stranger");

        hub.call("POST", "/api/v1/devices", "{\"device_id\":\"watch-stranger\",\"productId\":\"prod-a\"}");
        assertThat(JSON.readTree(hub.call("POST", dryRun, "").body())
                        .path("retried")
                        .asInt())
                .isEqualTo(1);
        assertThat(hub.get("/api/v1/dead-letters?device=watch-stranger").path("items"))
                .as("a dry run changes nothing")
                .hasSize(1);
        hub.call("POST", "/api/v1/dead-letters/retry?device=watch-stranger", "");
        assertThat(hub.get("/api/v1/dead-letters?device=watch-stranger").path("items"))
                .isEmpty();
    }

    @Test
    void whatARouteWasBeforeIsKept() throws Exception {
        JsonNode versions = hub.get("/api/v1/routes/receive-tcp/versions").path("items");

        assertThat(versions.path(0).path("active").asBoolean()).isTrue();
        assertThat(versions.path(0).path("text").asText()).contains("id: receive-tcp");
        for (String body : List.of("{\"version\":\"000000000000\"}", "{}")) {
            assertThat(hub.call("POST", "/api/v1/routes/receive-tcp/rollback", body)
                            .statusCode())
                    .isIn(400, 404);
        }
        assertThat(hub.call("GET", "/api/v1/routes/no-such/versions", "").statusCode())
                .isEqualTo(404);
    }

    private JsonNode stage(String id) throws Exception {
        return StreamSupport.stream(hub.get("/api/v1/flow").path("stages").spliterator(), false)
                .filter(stage -> stage.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
