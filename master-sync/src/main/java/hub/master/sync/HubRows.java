package hub.master.sync;

import hub.master.mapping.MappedRow;
import hub.master.mapping.MappedRow.Fate;
import hub.master.mapping.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What master data has of one target from one origin, as texts that compare with mapped rows. */
final class HubRows {

    private static final char SEPARATOR = '\u001f';

    private final Connection connection;
    private final Target target;
    private final String origin;
    private final List<String> fields;

    HubRows(Connection connection, Target target, String origin, Collection<String> mapped) {
        this.connection = connection;
        this.target = target;
        this.origin = origin;
        this.fields = target.fields().stream()
                .map(Target.Field::name)
                .filter(mapped::contains)
                .toList();
    }

    /**
     * A row of the hub.
     *
     * @param text its fields
     * @param position of the last news of it, with its epoch
     */
    record HubRow(String text, SyncPosition position) {}

    Map<String, HubRow> find(Collection<String> keys) throws SQLException {
        Map<String, HubRow> found = new HashMap<>();
        String closed = target.canClose() ? "(t.closed_at is not null)" : "false";
        StringBuilder columns = new StringBuilder();
        fields.forEach(field -> columns.append(", t.").append(field).append("::text"));
        Sql.select(
                connection,
                "select t." + target.key() + ", " + closed + ", r.epoch, r.position" + columns + " from master."
                        + target.word() + " t join master.sync_row r on r.target = ? and r.key = t." + target.key()
                        + " where r.origin = ? and not r.gone and t." + target.key() + " = any(?)",
                row -> {
                    StringBuilder text = new StringBuilder();
                    for (int index = 0; index < fields.size(); index++) {
                        text.append(row.getString(index + 5)).append(SEPARATOR);
                    }
                    text.append(row.getBoolean(2));
                    return found.put(
                            row.getString(1),
                            new HubRow(text.toString(), new SyncPosition(row.getInt(3), row.getLong(4))));
                },
                target.name(),
                origin,
                keys.toArray(String[]::new));
        return found;
    }

    /** A mapped row in the same words. */
    String text(MappedRow row) {
        StringBuilder text = new StringBuilder();
        fields.forEach(field -> text.append(row.values().get(field)).append(SEPARATOR));
        return text.append(row.fate() == Fate.CLOSED).toString();
    }

    /** The keys of all rows that came from the origin and are still there, with the positions of the last news of them. */
    Map<String, Long> keys() throws SQLException {
        Map<String, Long> keys = new HashMap<>();
        Sql.select(
                connection,
                "select key, position from master.sync_row where target = ? and origin = ? and not gone",
                row -> keys.put(row.getString(1), row.getLong(2)),
                target.name(),
                origin);
        return keys;
    }

    /** Sixty-four bits of a row; their sum over a table tells two tables apart whatever their order. */
    static long hash(String key, String text) {
        long hash = 0xcbf29ce484222325L;
        String all = key + SEPARATOR + Objects.toString(text);
        for (int index = 0; index < all.length(); index++) {
            hash = (hash ^ all.charAt(index)) * 0x100000001b3L;
        }
        return hash ^ (hash >>> 29);
    }
}
