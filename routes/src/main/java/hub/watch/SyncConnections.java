package hub.watch;

import hub.master.sync.SyncDesk;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Legacy systems whose changes are followed, each by one replication slot. */
final class SyncConnections implements ConnectionSource {

    private final SyncDesk sync;

    SyncConnections(SyncDesk sync) {
        this.sync = sync;
    }

    @Override
    public String kind() {
        return "sync";
    }

    @Override
    public List<Connection> page(String after, String device, int limit) throws SQLException {
        return ((List<?>) sync.progress().get("items"))
                .stream()
                        .map(each -> (Map<?, ?>) each)
                        .filter(source ->
                                device.isEmpty() && text(source, "source").compareTo(after) > 0)
                        .limit(limit)
                        .map(this::connection)
                        .toList();
    }

    private Connection connection(Map<?, ?> source) {
        String applied = text(source, "appliedAt");
        return new Connection(
                kind(),
                text(source, "source"),
                "",
                "",
                "",
                Optional.empty(),
                applied.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(applied)),
                text(source, "state") + ", slot " + text(source, "slotState") + ", " + text(source, "slotBytes")
                        + " bytes kept for it");
    }

    @Override
    public boolean end(String id) {
        throw new UnsupportedOperationException(
                "a legacy system is not sent away: stop the route sync-master, or set hub.sync.enabled to false");
    }

    private static String text(Map<?, ?> source, String field) {
        Object value = source.get(field);
        return value == null ? "" : value.toString();
    }
}
