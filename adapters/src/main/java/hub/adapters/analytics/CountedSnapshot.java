package hub.adapters.analytics;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Which snapshot of the cold store the parts have counted last. */
final class CountedSnapshot {

    private static final String READER = "readings";

    private CountedSnapshot() {}

    /** 0 before the first. */
    static long read(Connection connection) throws SQLException {
        return select(connection, "");
    }

    /** Keeps others from counting until the transaction ends. */
    static long hold(Connection connection, Instant now) throws SQLException {
        Database.update(
                connection,
                "insert into analytics.progress (reader, snapshot_id, changed_at) values (?, 0, ?) on conflict do"
                        + " nothing",
                READER,
                now);
        return select(connection, " for update");
    }

    private static long select(Connection connection, String lock) throws SQLException {
        return Database.select(
                        connection,
                        "select snapshot_id from analytics.progress where reader = ?" + lock,
                        row -> row.getLong(1),
                        READER)
                .stream()
                .findFirst()
                .orElse(0L);
    }

    static void move(Connection connection, long reached, int readings, Instant now) throws SQLException {
        Database.update(
                connection,
                "update analytics.progress set snapshot_id = ?, readings = readings + ?, changed_at = ? where reader ="
                        + " ?",
                reached,
                readings,
                now,
                READER);
    }
}
