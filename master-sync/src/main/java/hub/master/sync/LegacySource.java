package hub.master.sync;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/** The legacy PostgreSQL as far as the hub asks it directly: its replication slot, its sizes, its signal table. */
public final class LegacySource implements AutoCloseable {

    private final DataSource database;
    private final String name;
    private final String slot;
    private final String signalTable;

    /**
     * @param database the legacy database, by the role of the hub
     * @param name of the source
     * @param slot the replication slot that the hub reads
     * @param signalTable schema and name of the table for signals
     */
    public LegacySource(DataSource database, String name, String slot, String signalTable) {
        this.database = database;
        this.name = name;
        this.slot = slot;
        this.signalTable = signalTable;
    }

    /**
     * A replication slot.
     *
     * @param active whether somebody reads it
     * @param walState reserved, extended, unreserved or lost
     * @param retainedBytes how much log the source keeps for it
     * @param confirmed up to where its reader said it has read
     */
    public record Slot(boolean active, String walState, long retainedBytes, long confirmed) {

        /** Whether what it promised to keep is gone. */
        public boolean isLost() {
            return walState.equals("lost");
        }
    }

    /** The source's name. */
    public String name() {
        return name;
    }

    DataSource database() {
        return database;
    }

    /** The slot as it is now; empty when there is none. */
    public Optional<Slot> slot() throws SQLException {
        return Sql.select(
                        database,
                        "select active, coalesce(wal_status, 'lost') as wal,"
                                + " coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint as retained,"
                                + " coalesce(confirmed_flush_lsn - '0/0'::pg_lsn, 0)::bigint as confirmed"
                                + " from pg_replication_slots where slot_name = ?",
                        row -> new Slot(row.getBoolean(1), row.getString(2), row.getLong(3), row.getLong(4)),
                        slot)
                .stream()
                .findFirst();
    }

    /** Removes the slot, so that a new one begins. */
    public void dropSlot() throws SQLException {
        Sql.select(
                database,
                "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = ? and not active",
                row -> true,
                slot);
    }

    /** About how many rows these tables have. */
    public Map<String, Long> sizes(List<String> tables) throws SQLException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Connection connection = database.getConnection()) {
            for (String table : tables) {
                Sql.select(
                                connection,
                                "select greatest(reltuples, -1)::bigint from pg_class where oid = to_regclass(?)",
                                row -> row.getLong(1),
                                table)
                        .forEach(rows -> sizes.put(table, rows));
            }
            for (Map.Entry<String, Long> size : sizes.entrySet()) {
                if (size.getValue() <= 0) {
                    String sql = "select count(*) from " + quoted(size.getKey());
                    size.setValue(
                            Sql.select(connection, sql, row -> row.getLong(1)).get(0));
                }
            }
        }
        return sizes;
    }

    /** Asks the reader to read a table anew while it goes on following; a condition in SQL restricts the rows. */
    public String readAnew(String table, Optional<String> condition) throws SQLException {
        String id = "hub-" + UUID.randomUUID();
        String filter = condition
                .map(text -> ", \"additional-conditions\": [{\"data-collection\": \"" + json(table)
                        + "\", \"filter\": \"" + json(text) + "\"}]")
                .orElse("");
        Sql.update(
                database,
                "insert into " + quoted(signalTable) + " (id, type, data) values (?, 'execute-snapshot', ?)",
                id,
                "{\"data-collections\": [\"" + json(table) + "\"], \"type\": \"incremental\"" + filter + "}");
        return id;
    }

    @Override
    public void close() throws Exception {
        if (database instanceof AutoCloseable pool) {
            pool.close();
        }
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    static String quoted(String table) {
        int dot = table.indexOf('.');
        return "\"" + table.substring(0, dot).replace("\"", "") + "\".\""
                + table.substring(dot + 1).replace("\"", "") + "\"";
    }
}
