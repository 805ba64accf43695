package hub.sync;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A legacy system's HTTP API: pages of articles, with a tag, that may be told to refuse. */
final class TestingApi implements AutoCloseable {

    private final HttpServer server;
    private final Map<Integer, String> pages = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> unchanged = new CopyOnWriteArrayList<>();
    volatile String tag = "\"1\"";
    volatile int refusal;

    TestingApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/articles", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/articles";
    }

    void page(int number, String items) {
        pages.put(number, "{\"items\": [" + items + "]}");
    }

    void page(int number, byte[] whole) {
        pages.put(number, new String(whole, StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        asked.add(query);
        if (!"Bearer s3cret".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "who are you?");
        } else if (refusal > 0) {
            exchange.getResponseHeaders().add("Retry-After", "120");
            send(exchange, refusal, "too busy");
        } else if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            unchanged.add(query);
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        } else {
            int page = Integer.parseInt(query.replaceFirst(".*page=(\\d+).*", "$1"));
            exchange.getResponseHeaders().add("ETag", tag);
            send(exchange, 200, pages.getOrDefault(page, "{\"items\": []}"));
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
