package hub.master.sync;

import hub.master.mapping.TableMapping;
import hub.master.mapping.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remembers for each row the position of the last news of it, and lets no older news pass. */
final class RowGuard {

    private RowGuard() {}

    /**
     * Which rows may be taken; their positions are remembered. A row that was read (position 0) always may: it was read after all
     * that is known of it.
     */
    static Set<String> pass(Connection connection, Target target, List<PlannedRow> rows, int epoch, boolean gone)
            throws SQLException {
        return new HashSet<>(Sql.select(
                connection,
                "insert into master.sync_row as r (target, key, origin, epoch, position, gone)"
                        + " select ?, n.key, n.origin, ?, n.position, ?"
                        + " from unnest(?::text[], ?::text[], ?::bigint[]) as n(key, origin, position)"
                        + " on conflict (target, key) do update set origin = excluded.origin, epoch = excluded.epoch,"
                        + " gone = excluded.gone, position = case when excluded.position = 0"
                        + " and r.origin = excluded.origin and r.epoch = excluded.epoch"
                        + " then r.position else excluded.position end"
                        + " where r.origin <> excluded.origin or excluded.position = 0"
                        + " or (r.epoch, r.position) <= (excluded.epoch, excluded.position) returning key",
                row -> row.getString(1),
                target.name(),
                epoch,
                gone,
                rows.stream().map(row -> row.row().key()).toArray(String[]::new),
                rows.stream().map(PlannedRow::origin).toArray(String[]::new),
                rows.stream().map(row -> row.change().position()).toArray(Long[]::new)));
    }

    /** Which rows came from their origin and are still there. */
    static Set<String> known(Connection connection, Target target, List<PlannedRow> rows) throws SQLException {
        return new HashSet<>(Sql.select(
                connection,
                "select r.key from master.sync_row r join unnest(?::text[], ?::text[]) as n(key, origin)"
                        + " on r.key = n.key and r.origin = n.origin where r.target = ? and not r.gone",
                row -> row.getString(1),
                rows.stream().map(row -> row.row().key()).toArray(String[]::new),
                rows.stream().map(PlannedRow::origin).toArray(String[]::new),
                target.name()));
    }

    /** All rows of a target that came from an origin and are still there; they count as gone from now on. */
    static List<String> takeAll(Connection connection, Target target, String origin, int epoch, long position)
            throws SQLException {
        return Sql.select(
                connection,
                "update master.sync_row set gone = true, epoch = ?, position = ? where target = ? and origin = ? and not gone"
                        + " and (epoch, position) <= (?, ?) returning key",
                row -> row.getString(1),
                epoch,
                position,
                target.name(),
                origin,
                epoch,
                position);
    }

    /** The rows of these positions of which there is no newer news; they count as gone from now on. */
    static List<String> takeUnchanged(
            Connection connection, TableMapping mapping, String source, Map<String, Long> positions)
            throws SQLException {
        return Sql.select(
                connection,
                "update master.sync_row r set gone = true from unnest(?::text[], ?::bigint[]) as n(key, position)"
                        + " where r.target = ? and r.origin = ? and r.key = n.key and r.position = n.position and not r.gone"
                        + " returning r.key",
                row -> row.getString(1),
                positions.keySet().toArray(String[]::new),
                positions.values().toArray(Long[]::new),
                mapping.target().name(),
                source + ":" + mapping.table());
    }
}
