package hub.bench.journey;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * The ports of a hub under test, all on 127.0.0.1.
 *
 * @param http screens, API and ingest
 * @param tcp TCP devices
 * @param mqtt the broker
 * @param hot the embedded hot store
 * @param warm the embedded PostgreSQL
 * @param stream the embedded stream
 */
public record HubAddresses(int http, int tcp, int mqtt, int hot, int warm, int stream) {

    /** Ports that nobody uses now. */
    public static HubAddresses free() throws IOException {
        return new HubAddresses(Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free());
    }

    /** Where its HTTP door is. */
    public URI httpUri() {
        return URI.create("http://127.0.0.1:" + http);
    }

    /** Where its broker is. */
    public URI mqttUri() {
        return URI.create("mqtt://127.0.0.1:" + mqtt);
    }

    /** Where its embedded hot store is. */
    public String hotUri() {
        return "mongodb://127.0.0.1:" + hot;
    }

    /** The settings that make a hub use these ports. */
    List<String> settings() {
        return List.of(
                "--server.port=" + http,
                "--hub.tcp.port=" + tcp,
                "--hub.mqtt.port=" + mqtt,
                "--hub.hot.port=" + hot,
                "--hub.warm.port=" + warm,
                "--hub.stream.port=" + stream,
                "--hub.upload.port=0");
    }
}
