package hub.master.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.master.mapping.Target;
import hub.message.MasterChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rows that cannot be taken yet, each as its source told it last. */
final class WaitingRows {

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /** Why a row waits. */
    enum Kind {
        /** Its parent is not there. */
        PARENT,
        /** A value is wrong. */
        VALUE,
        /** A part of it was never sent; it is to be read from the source. */
        INCOMPLETE
    }

    private WaitingRows() {}

    static boolean any(Connection connection) throws SQLException {
        return Sql.select(connection, "select exists (select from master.sync_waiting)", row -> row.getBoolean(1))
                .get(0);
    }

    /** Keeps a row unless newer news of it waits already. */
    static void add(
            Connection connection,
            String origin,
            MasterChange change,
            int epoch,
            Kind kind,
            Optional<Target> parent,
            String parentKey,
            String reason,
            Instant now)
            throws SQLException {
        Sql.update(
                connection,
                "insert into master.sync_waiting as w (origin, row_key, kind, parent, parent_key, reason, epoch, position,"
                        + " change, since, tried_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)"
                        + " on conflict (origin, row_key) do update set kind = excluded.kind, parent = excluded.parent,"
                        + " parent_key = excluded.parent_key, reason = excluded.reason, epoch = excluded.epoch,"
                        + " position = excluded.position, change = excluded.change, tried_at = excluded.tried_at"
                        + " where excluded.position = 0 or (w.epoch, w.position) <= (excluded.epoch, excluded.position)",
                origin,
                rowKey(change),
                kind.name(),
                parent.map(Target::name).orElse(""),
                parentKey,
                reason,
                epoch,
                change.position(),
                text(change),
                now,
                now);
    }

    static void remove(Connection connection, Collection<PlannedRow> rows) throws SQLException {
        Sql.update(
                connection,
                "delete from master.sync_waiting w using unnest(?::text[], ?::text[], ?::bigint[]) as n(origin, row_key, position)"
                        + " where w.origin = n.origin and w.row_key = n.row_key"
                        + " and (n.position = 0 or w.position <= n.position)",
                rows.stream().map(PlannedRow::origin).toArray(String[]::new),
                rows.stream().map(row -> rowKey(row.change())).toArray(String[]::new),
                rows.stream().map(row -> row.change().position()).toArray(Long[]::new));
    }

    /** The rows that wait for one of these parents. */
    static List<MasterChange> childrenOf(Connection connection, Target parent, Collection<String> keys)
            throws SQLException {
        return Sql.select(
                connection,
                "select change from master.sync_waiting where parent = ? and parent_key = any(?) order by position",
                row -> change(row.getString(1)),
                parent.name(),
                keys.toArray(String[]::new));
    }

    /** The rows of a kind that were tried longest ago. */
    static List<MasterChange> oldest(Connection connection, Kind kind, int most) throws SQLException {
        return Sql.select(
                connection,
                "select change from master.sync_waiting where kind = ? order by tried_at, position limit ?",
                row -> change(row.getString(1)),
                kind.name(),
                most);
    }

    /** The columns that were not sent, from what waits of the same row. */
    static MasterChange completed(Connection connection, String origin, MasterChange part) throws SQLException {
        List<MasterChange> before = Sql.select(
                connection,
                "select change from master.sync_waiting where origin = ? and row_key = ?",
                row -> change(row.getString(1)),
                origin,
                rowKey(part));
        if (before.isEmpty()) {
            return part;
        }
        Map<String, Object> data = new HashMap<>(before.get(0).data());
        data.putAll(part.data());
        List<String> unchanged = part.unchanged().stream()
                .filter(column -> !data.containsKey(column))
                .toList();
        return new MasterChange(
                part.source(),
                part.operation(),
                part.table(),
                data,
                part.keys(),
                unchanged,
                part.position(),
                part.at());
    }

    static String rowKey(MasterChange change) {
        try {
            Map<String, String> key = new TreeMap<>();
            change.keys().forEach((column, value) -> key.put(column, String.valueOf(value)));
            return JSON.writeValueAsString(key);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("a key that is no JSON: " + change.keys(), impossible);
        }
    }

    private static String text(MasterChange change) {
        try {
            return JSON.writeValueAsString(change).replace("\\u0000", "");
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("a change that is no JSON: " + change.keys(), impossible);
        }
    }

    private static MasterChange change(String text) {
        try {
            return JSON.readValue(text, MasterChange.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a waiting row that cannot be read: " + text, broken);
        }
    }
}
