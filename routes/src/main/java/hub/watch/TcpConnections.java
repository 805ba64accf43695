package hub.watch;

import hub.adapters.tcp.DeviceConnections;
import hub.adapters.tcp.OpenConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** TCP connections to this hub. */
final class TcpConnections implements ConnectionSource {

    private final DeviceConnections connections;

    TcpConnections(DeviceConnections connections) {
        this.connections = connections;
    }

    @Override
    public String kind() {
        return "tcp";
    }

    @Override
    public List<Connection> page(String after, String device, int limit) {
        return connections
                .open()
                .filter(line -> line.id().compareTo(after) > 0)
                .filter(line -> device.isEmpty() || device.equals(line.deviceId()))
                .sorted(Comparator.comparing(OpenConnection::id))
                .limit(limit)
                .map(line -> new Connection(
                        kind(),
                        line.id(),
                        line.deviceId(),
                        "",
                        line.address(),
                        Optional.of(line.since()),
                        line.heardAt(),
                        line.frames() + " frames"))
                .toList();
    }

    @Override
    public boolean end(String id) {
        return connections.end(id);
    }
}
