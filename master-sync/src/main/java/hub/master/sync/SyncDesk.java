package hub.master.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.master.mapping.MappingBook;
import hub.master.mapping.MappingFolder;
import hub.product.ProductProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Answers the API about legacy systems: how far they are followed, what waits, what differed; and has tables read anew. */
public final class SyncDesk {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_WAITING = 100;

    private final DataSource database;
    private final LegacySource legacy;
    private final MappingBook book;
    private final MappingFolder folder;
    private final Clock clock;

    /** @param database the warm store with schema {@code master} */
    public SyncDesk(DataSource database, LegacySource legacy, MappingBook book, MappingFolder folder, Clock clock) {
        this.database = database;
        this.legacy = legacy;
        this.book = book;
        this.folder = folder;
        this.clock = clock;
    }

    /** Each source with state, lag, counts and tables; and what is wrong with mapping files. */
    public Map<String, Object> progress() throws SQLException {
        List<Map<String, Object>> sources = Sql.select(
                database,
                "select s.*, (select count(*) from master.sync_waiting w where w.origin like s.source || ':%') as waiting,"
                        + " coalesce(m.mark, '') as mark, coalesce(m.failures, 0) as failures, m.next_at"
                        + " from master.sync_source s left join master.source_mark m using (source) order by source",
                this::source);
        for (Map<String, Object> source : sources) {
            source.put("tables", tables(String.valueOf(source.get("source"))));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", sources);
        answer.put("waiting", waiting());
        answer.put(
                "mappingProblems",
                folder.problems().stream().map(ProductProblem::toString).toList());
        return answer;
    }

    private Map<String, Object> source(ResultSet row) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("source", row.getString("source"));
        shape.put("state", row.getString("state"));
        text(shape, "problem", row.getString("problem"));
        Timestamp told = row.getTimestamp("source_time");
        if (told != null) {
            time(shape, "sourceTime", told);
            shape.put("lagSeconds", Math.max(0, (clock.millis() - told.getTime()) / 1000));
        }
        time(shape, "appliedAt", row.getTimestamp("applied_at"));
        for (String count : List.of("applied", "stale", "dropped", "waiting")) {
            shape.put(count, row.getLong(count));
        }
        text(shape, "mark", row.getString("mark").replaceFirst("^[A-Z_]+ ", ""));
        if (row.getInt("failures") > 0) {
            shape.put("failures", row.getInt("failures"));
            time(shape, "askedAgainAt", row.getTimestamp("next_at"));
        }
        shape.put("epoch", row.getInt("epoch"));
        shape.put("position", row.getLong("position"));
        shape.put("slotState", row.getString("slot_state"));
        shape.put("slotBytes", row.getLong("slot_bytes"));
        time(shape, "snapshotFrom", row.getTimestamp("snapshot_from"));
        time(shape, "snapshotUntil", row.getTimestamp("snapshot_until"));
        return shape;
    }

    private List<Map<String, Object>> tables(String source) throws SQLException {
        return Sql.select(
                database,
                "select * from master.sync_table where source = ? order by name",
                row -> {
                    Map<String, Object> shape = new LinkedHashMap<>();
                    shape.put("table", row.getString("name"));
                    shape.put("state", row.getString("state"));
                    shape.put("rowsRead", row.getLong("rows_read"));
                    shape.put("rowsAbout", row.getLong("rows_about"));
                    text(shape, "notice", row.getString("notice"));
                    return shape;
                },
                source);
    }

    private List<Map<String, Object>> waiting() throws SQLException {
        return Sql.select(
                database,
                "select * from master.sync_waiting order by since limit ?",
                row -> {
                    Map<String, Object> shape = new LinkedHashMap<>();
                    shape.put("origin", row.getString("origin"));
                    shape.put("key", row.getString("row_key"));
                    shape.put("reason", row.getString("reason"));
                    time(shape, "since", row.getTimestamp("since"));
                    return shape;
                },
                MOST_WAITING);
    }

    /** What the last comparison of each table found. */
    public Map<String, Object> drift() throws SQLException {
        return Map.of(
                "items",
                Sql.select(
                        database,
                        "select distinct on (source, name) * from master.sync_drift order by source, name, run_at desc",
                        SyncDesk::drift));
    }

    private static Map<String, Object> drift(ResultSet row) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        time(shape, "at", row.getTimestamp("run_at"));
        shape.put("source", row.getString("source"));
        shape.put("table", row.getString("name"));
        shape.put("target", row.getString("target"));
        shape.put("rowsSource", row.getLong("rows_source"));
        shape.put("rowsHub", row.getLong("rows_hub"));
        for (String count : List.of("ranges", "differing", "missing", "different", "vanished", "waiting", "repaired")) {
            shape.put(count, row.getLong(count));
        }
        shape.put("hashSource", row.getString("hash_source"));
        shape.put("hashHub", row.getString("hash_hub"));
        text(shape, "problem", row.getString("problem"));
        try {
            shape.put("samples", JSON.readValue(row.getString("samples"), List.class));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("samples that cannot be read", broken);
        }
        return shape;
    }

    /**
     * Has a table read anew while it is followed; a source that is asked begins at its beginning.
     *
     * @param body {@code table}, and {@code condition} in the SQL of the source
     */
    public Map<String, Object> readAnew(Map<String, Object> body) throws SQLException {
        String table = String.valueOf(body.get("table"));
        if (book.find(table).isEmpty()) {
            throw new IllegalArgumentException("table '" + table + "' has no mapping in force; mapped are "
                    + book.all().stream().map(mapping -> mapping.table()).toList());
        }
        String asked = book.find(table).get().source();
        if (!asked.isEmpty() && !asked.equals(legacy.name())) {
            Sql.update(database, "update master.source_mark set mark = '', etag = '' where source = ?", asked);
            return Map.of("id", asked, "table", table);
        }
        Optional<String> condition = Optional.ofNullable(body.get("condition")).map(String::valueOf);
        return Map.of("id", legacy.readAnew(table, condition), "table", table);
    }

    private static void time(Map<String, Object> shape, String name, Timestamp at) {
        if (at != null) {
            shape.put(name, at.toInstant().toString());
        }
    }

    private static void text(Map<String, Object> shape, String name, String value) {
        if (value != null && !value.isEmpty()) {
            shape.put(name, value);
        }
    }
}
