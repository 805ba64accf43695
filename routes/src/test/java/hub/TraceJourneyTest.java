package hub;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import hub.adapters.trace.SpanExport;
import hub.adapters.trace.TraceSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One trace from the device's door over the stream to the alarm and what is done about it, as a collector gets it. */
class TraceJourneyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestingHub hub = TestingHub.shared();
    private final List<JsonNode> spans = new CopyOnWriteArrayList<>();
    private HttpServer collector;

    @BeforeEach
    void startCollector() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            JSON.readTree(exchange.getRequestBody().readAllBytes())
                    .at("/resourceSpans/0/scopeSpans/0/spans")
                    .forEach(spans::add);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        String address = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
        hub.bean(SpanExport.class).sendTo(new TraceSettings(address, 1, "iotlink-hub"));
    }

    @AfterEach
    void stopCollector() {
        hub.bean(SpanExport.class).sendTo(new TraceSettings("", 0, ""));
        collector.stop(0);
    }

    @Test
    void anAlarmsTraceLeadsBackToTheDoor() throws Exception {
        assertThat(hub.call(
                                "POST",
                                "/api/v1/devices",
                                "{\"device_id\":\"traced-1\",\"productId\":\"prod-a\",\"site_id\":\"site-1\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(hub.sendTcp("traced-1", "0155")).isEqualTo(0x06);

        await().atMost(ofSeconds(30))
                .untilAsserted(() -> assertThat(byName(traceOf("alarm")).keySet())
                        .contains("receive", "stream", "standardize", "store and judge", "alarm")
                        .anyMatch(name -> name.startsWith("act ")));

        Map<String, JsonNode> steps = byName(traceOf("alarm"));
        assertThat(steps.get("receive").has("parentSpanId")).isFalse();
        parent(steps, "stream", "receive");
        parent(steps, "standardize", "stream");
        parent(steps, "store and judge", "standardize");
        parent(steps, "alarm", "store and judge");
        String action = steps.keySet().stream()
                .filter(name -> name.startsWith("act "))
                .findFirst()
                .orElseThrow();
        parent(steps, action, "alarm");
    }

    private String traceOf(String name) {
        return spans.stream()
                .filter(span -> span.path("name").asText().equals(name))
                .filter(span -> span.toString().contains("traced-1"))
                .map(span -> span.path("traceId").asText())
                .findFirst()
                .orElse("");
    }

    private Map<String, JsonNode> byName(String trace) {
        return spans.stream()
                .filter(span -> span.path("traceId").asText().equals(trace))
                .collect(Collectors.toMap(span -> span.path("name").asText(), span -> span, (one, other) -> one));
    }

    private static void parent(Map<String, JsonNode> steps, String child, String parent) {
        assertThat(steps.get(child).path("parentSpanId").asText())
                .as(child + " follows " + parent)
                .isEqualTo(steps.get(parent).path("spanId").asText());
    }
}
