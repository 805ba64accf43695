package hub.bench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class ApiLoadTest {

    @Test
    void asksAtItsRateByTurnsAndCountsWhatIsRefused() throws Exception {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        HttpServer hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/gone") ? 404 : 200, -1);
            exchange.close();
        });
        hub.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
            List<ApiQuestion> questions =
                    List.of(new ApiQuestion("lab", "/devices/{device}", 3), new ApiQuestion("lab", "/gone", 1));

            ApiFigures figures = new ApiLoad(address, "demo", questions, List.of("d-1")).run(100, 1);

            assertThat(asked).hasSize(100).contains("/devices/d-1");
            assertThat(figures.answers()).isEqualTo(75);
            assertThat(figures.refusals()).isEqualTo(25);
            assertThat(figures.percentile(95)).isPositive();
            assertThat(figures.text())
                    .contains("25 x /gone (lab): answered 404")
                    .contains("all");
        } finally {
            hub.stop(0);
        }
    }
}
