package hub;

import hub.adapters.hot.HotSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings under {@code hub.} in {@code routes/application.yaml}, where each is explained.
 *
 * @param home the folder with everything people edit
 * @param data the folder with all embedded state
 * @param demo whether sample devices and demo users exist
 * @param stream the durable stream
 * @param hot the hot store
 * @param warm the warm store
 * @param tcp the TCP door
 * @param mqtt the MQTT door
 * @param rest the HTTP door
 */
@ConfigurationProperties("hub")
public record HubSettings(
        Path home, Path data, boolean demo, Stream stream, Hot hot, Warm warm, Tcp tcp, Mqtt mqtt, Rest rest) {

    /** The durable stream. */
    public record Stream(
            String binding, String bootstrap, int port, String topic, int partitions, int consumers, String region) {}

    /** The hot store. */
    public record Hot(String uri, int port, String database, HotSettings.Durability durability) {}

    /** The warm store. */
    public record Warm(String url, String user, String password, int port) {}

    /** The TCP door. */
    public record Tcp(
            String host,
            int port,
            int maxFrame,
            Duration idleTimeout,
            List<String> allowedNetworks,
            boolean productPorts,
            int productPortShift,
            boolean secretFrame,
            TcpTls tls) {}

    /** TLS at the TCP doors. */
    public record TcpTls(boolean enabled, String bundle, boolean certificateRequired) {}

    /** The MQTT door. */
    public record Mqtt(String url, int port, String user, String password, int consumers) {}

    /** The HTTP door. */
    public record Rest(int maxBody, long requestsPerMinute) {}
}
