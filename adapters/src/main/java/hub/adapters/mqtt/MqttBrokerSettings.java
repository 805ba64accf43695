package hub.adapters.mqtt;

import hub.adapters.ListeningPort;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a person may change about the embedded broker.
 *
 * @param folder sessions, queued and retained messages; a second start with the same folder finds them again
 * @param host the address of this machine to listen on, {@code 0.0.0.0} for all (setting {@code hub.mqtt.host})
 * @param port the port there, or 0 for any free one (setting {@code hub.mqtt.port})
 * @param receiveMaximum how many messages of one client may be under way before the broker has acknowledged the first, 1 to 65535
 * @param largestPacketBytes a client that sends more is disconnected
 * @param longestQueue how many messages the broker keeps for one absent or slow subscriber; what comes then is lost, so it is generous
 * @param tls the second door, for devices that speak TLS
 */
public record MqttBrokerSettings(
        Path folder,
        String host,
        int port,
        int receiveMaximum,
        int largestPacketBytes,
        long longestQueue,
        Optional<MqttTls> tls) {

    private static final String EVERYWHERE = "0.0.0.0";

    /** Settings for a folder: port 1883 on 127.0.0.1, 1,000 messages under way, packets of 1 MiB, queues of ten million. */
    public static MqttBrokerSettings in(Path folder) {
        return new MqttBrokerSettings(
                folder, ListeningPort.LOOPBACK, 1883, 1_000, 1 << 20, 10_000_000, Optional.empty());
    }

    /** The same settings on another port; 0 takes any free one. */
    public MqttBrokerSettings withPort(int otherPort) {
        return new MqttBrokerSettings(folder, host, otherPort, receiveMaximum, largestPacketBytes, longestQueue, tls);
    }

    /** The same settings on another address of this machine. */
    public MqttBrokerSettings withHost(String otherHost) {
        return new MqttBrokerSettings(folder, otherHost, port, receiveMaximum, largestPacketBytes, longestQueue, tls);
    }

    /** The address at which this machine itself reaches the broker. */
    String nearHost() {
        return host.equals(EVERYWHERE) ? ListeningPort.LOOPBACK : host;
    }

    /** The same settings with a second door for TLS. */
    public MqttBrokerSettings withTls(Optional<MqttTls> door) {
        return new MqttBrokerSettings(folder, host, port, receiveMaximum, largestPacketBytes, longestQueue, door);
    }
}
