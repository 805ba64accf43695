package hub.watch;

import hub.adapters.mqtt.MqttBroker;
import hub.adapters.presence.DevicePresence;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Devices' sessions at the MQTT broker, whichever hub serves them. */
final class MqttConnections implements ConnectionSource {

    private final DevicePresence presence;
    private final Optional<MqttBroker> broker;

    MqttConnections(DevicePresence presence, Optional<MqttBroker> broker) {
        this.presence = presence;
        this.broker = broker;
    }

    @Override
    public String kind() {
        return "mqtt";
    }

    @Override
    public List<Connection> page(String after, String device, int limit) throws SQLException {
        return presence.connected(after, device, limit).stream()
                .map(each -> new Connection(
                        kind(),
                        each.deviceId(),
                        each.deviceId(),
                        "",
                        each.address(),
                        Optional.of(each.since()),
                        Optional.of(each.lastSeenAt()),
                        "client " + each.clientId()))
                .toList();
    }

    @Override
    public boolean end(String id) throws SQLException {
        MqttBroker own = broker.orElseThrow(() -> new UnsupportedOperationException(
                "the broker is not the hub's own; end the client '" + id + "' at the broker"));
        boolean known = !presence.connected("", id, 1).isEmpty();
        own.sendAway(id);
        return known;
    }
}
