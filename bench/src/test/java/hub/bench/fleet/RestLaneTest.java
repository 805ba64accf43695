package hub.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestLaneTest {
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(202);
    private final DeviceFleet fleet = new DeviceFleet("sim-", 4, 0, false);
    private final Ledger ledger = Ledger.inMemory();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void postsBatchesOfOneDeviceThroughItsHub() throws Exception {
        FleetReport report = run("json");

        assertThat(report.acknowledged()).isEqualTo(200);
        assertThat(ledger.size()).isEqualTo(200);
        assertThat(paths).hasSize(4).contains("/ingest/dev/bench-hub-1/sim-000003/periodic/telemetry/json");
        JsonNode records = new ObjectMapper().readTree(bodies.get(0));
        assertThat(records).hasSize(50);
        assertThat(records.findValuesAsText("device_timestamp")).doesNotHaveDuplicates();
    }

    @Test
    void postsCsvWithAHeader() throws Exception {
        run("csv");

        assertThat(bodies.get(0)).startsWith("device_timestamp,tempC,").hasLineCount(51);
    }

    @Test
    void waitsAsLongAsTheServerAsksFor() throws Exception {
        status.set(429);

        assertThat(run("json").acknowledged()).isEqualTo(200);
        assertThat(paths).hasSizeGreaterThan(4);
    }

    @Test
    void countsARefusalWithItsReason() throws Exception {
        status.set(403);
        FleetReport report = run("json");

        assertThat(report.refused()).isEqualTo(200);
        assertThat(report.firstRefusal()).isEqualTo("HTTP 403: said so");
    }

    @Test
    void givesUpWhenTheServerFails() {
        status.set(500);

        assertThatThrownBy(() -> run("json")).hasMessageContaining("answer 500");
    }

    private FleetReport run(String format) throws Exception {
        URI target = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        FleetPlan plan =
                FleetPlan.tcp("127.0.0.1", 1).through(target, format, 2).fleet(4, 2);
        return new FleetRun(plan.load(0, 200, 20), fleet, ledger).send(tally -> {});
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            paths.add(exchange.getRequestURI().getPath());
            bodies.add(new String(exchange.getRequestBody().readAllBytes()));
            int code = status.get();
            if (code == 429) {
                exchange.getResponseHeaders().add("Retry-After", "0");
                status.set(202);
            }
            byte[] body = "said so".getBytes();
            exchange.sendResponseHeaders(code, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
