package hub.watch;

import hub.adapters.mqtt.MqttBroker;
import hub.adapters.presence.DevicePresence;
import hub.adapters.tcp.DeviceConnections;
import hub.console.live.LiveEvents;
import hub.master.sync.SyncDesk;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers who is connected to this hub now, and ends a connection when an operator asks for it. */
public final class ConnectionDesk {

    private static final Logger AUDIT = LoggerFactory.getLogger("hub.audit");

    private final List<ConnectionSource> sources;

    /** @param broker the hub's own, if it has one */
    public static ConnectionDesk of(
            LiveEvents events,
            DeviceConnections tcp,
            DevicePresence presence,
            Optional<MqttBroker> broker,
            SyncDesk sync) {
        return new ConnectionDesk(List.of(
                new LiveConnections(events),
                new MqttConnections(presence, broker),
                new SyncConnections(sync),
                new TcpConnections(tcp)));
    }

    ConnectionDesk(List<ConnectionSource> sources) {
        this.sources = sources.stream()
                .sorted(Comparator.comparing(ConnectionSource::kind))
                .toList();
    }

    /**
     * A page of connections by kind and id; null or empty means any.
     *
     * @param cursor {@code next} of the page before
     */
    public Map<String, Object> list(String kind, String device, Integer limit, String cursor) throws SQLException {
        int most = limit == null ? 100 : limit;
        String[] after = (cursor == null || cursor.isEmpty() ? "~" : cursor).split("~", 2);
        if (after.length < 2) {
            throw new IllegalArgumentException("cursor is the next of the page before, as it was given");
        }
        List<Connection> found = new ArrayList<>();
        for (ConnectionSource source : sources) {
            boolean wanted = kind == null || kind.isEmpty() || kind.equals(source.kind());
            if (wanted && source.kind().compareTo(after[0]) >= 0 && found.size() <= most) {
                String behind = source.kind().equals(after[0]) ? after[1] : "";
                found.addAll(source.page(behind, device == null ? "" : device, most + 1 - found.size()));
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        List<Connection> shown = found.subList(0, Math.min(most, found.size()));
        answer.put("items", shown.stream().map(Connection::shape).toList());
        if (found.size() > most) {
            Connection last = shown.get(most - 1);
            answer.put("next", last.kind() + "~" + last.id());
        }
        return answer;
    }

    /** Ends one connection; {@link NoSuchElementException} when it is not there. */
    public Map<String, Object> end(String kind, String id, String user) throws SQLException {
        ConnectionSource source = sources.stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there are no connections of the kind '" + kind + "'"));
        if (!source.end(id)) {
            throw new NoSuchElementException("there is no " + kind + " connection '" + id + "' here any more");
        }
        AUDIT.info("{} connection {} ended by {}", kind, id, user);
        return Map.of("kind", kind, "id", id, "ended", true);
    }
}
