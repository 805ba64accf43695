package hub.console.live;

import hub.console.Http;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Follows the live stream over a raw socket and keeps every line; may also refuse to read. */
final class EventReader implements AutoCloseable {

    private final Socket socket = new Socket();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    EventReader(int port, String user, String query, boolean reading, String... headers) throws IOException {
        socket.setReceiveBufferSize(4096);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", port));
        String head = "GET /api/v1/live" + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
                + "Authorization: " + Http.basic(user) + "\r\n" + String.join("", headers) + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        if (reading) {
            Thread thread = new Thread(this::read, "event-reader");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void read() {
        try {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException closed) {
            lines.add("closed: " + closed.getMessage());
        }
        ended = true;
    }

    List<String> data() {
        return lines.stream()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();
    }

    List<String> ids() {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring(4))
                .toList();
    }

    List<String> lines() {
        return lines;
    }

    boolean ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
