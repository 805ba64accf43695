package hub.master.sync;

import hub.master.mapping.MappingBook;
import hub.master.mapping.TableMapping;
import hub.message.MasterChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices what the tables of a source look like: columns that come and go, and how many rows were read. */
final class SourceTables {

    private static final Logger LOG = LoggerFactory.getLogger(SourceTables.class);

    private final Map<String, Set<String>> columnsSeen = new ConcurrentHashMap<>();

    /** Forgets what was seen, because it was not kept. */
    void forget() {
        columnsSeen.clear();
    }

    void see(Connection connection, ChangeBatch batch, MappingBook book, Instant now) throws SQLException {
        Map<String, Long> reads = new HashMap<>();
        Map<String, Set<String>> columns = new HashMap<>();
        for (MasterChange change : batch.changes()) {
            if (change.isRead()) {
                reads.merge(change.table(), 1L, Long::sum);
            }
            if (change.operation() == MasterChange.Operation.UPSERT) {
                columns.put(change.table(), columns(change, columns.get(change.table())));
            }
        }
        for (Map.Entry<String, Set<String>> table : columns.entrySet()) {
            Set<String> known = columnsSeen.get(table.getKey());
            if (!table.getValue().equals(known)) {
                Optional<TableMapping> mapping = book.find(table.getKey());
                if (mapping.isPresent()) {
                    keep(connection, batch.source(), mapping.get(), table.getValue(), now);
                }
                columnsSeen.put(table.getKey(), table.getValue());
            }
        }
        for (Map.Entry<String, Long> table : reads.entrySet()) {
            Sql.update(
                    connection,
                    "insert into master.sync_table as t (source, name, state, rows_read, updated_at) values (?, ?, 'reading', ?, ?)"
                            + " on conflict (source, name) do update set rows_read = t.rows_read + excluded.rows_read,"
                            + " updated_at = excluded.updated_at",
                    batch.source(),
                    table.getKey(),
                    table.getValue(),
                    now);
        }
    }

    private static Set<String> columns(MasterChange change, Set<String> before) {
        Set<String> sent = change.data().keySet();
        if (change.unchanged().isEmpty()) {
            return sent.equals(before) ? before : Set.copyOf(sent);
        }
        Set<String> all = new HashSet<>(sent);
        all.addAll(change.unchanged());
        return all;
    }

    private static void keep(
            Connection connection, String source, TableMapping mapping, Set<String> columns, Instant now)
            throws SQLException {
        Set<String> known = Sql.select(
                        connection,
                        "select unnest(columns) from master.sync_table where source = ? and name = ?",
                        row -> row.getString(1),
                        source,
                        mapping.table())
                .stream()
                .collect(Collectors.toSet());
        List<String> missing = mapping.missing(columns);
        String notice = notice(mapping, known, columns, missing);
        if (!notice.isEmpty()) {
            LOG.warn("{}: {} ({})", mapping.table(), notice, mapping.file());
        }
        Set<String> all = new TreeSet<>(columns);
        Sql.update(
                connection,
                "insert into master.sync_table as t (source, name, state, columns, missing, notice, updated_at)"
                        + " values (?, ?, 'followed', ?, ?, ?, ?) on conflict (source, name) do update set columns = excluded.columns,"
                        + " missing = excluded.missing, updated_at = excluded.updated_at,"
                        + " notice = case when excluded.notice = '' and excluded.missing = '{}' and t.missing <> '{}' then ''"
                        + " when excluded.notice = '' then t.notice else excluded.notice end",
                source,
                mapping.table(),
                all.toArray(String[]::new),
                missing.toArray(String[]::new),
                notice,
                now);
    }

    private static String notice(TableMapping mapping, Set<String> known, Set<String> columns, List<String> missing) {
        List<String> parts = new ArrayList<>();
        if (!missing.isEmpty()) {
            parts.add("the source has no column " + String.join(", ", missing)
                    + " any more; fields that come from it stay as they are, and new rows wait: mend the mapping");
        }
        Set<String> fresh = new TreeSet<>(columns);
        fresh.removeAll(known);
        fresh.removeAll(mapping.reads());
        fresh.removeAll(mapping.ignore());
        if (!known.isEmpty() && !fresh.isEmpty()) {
            parts.add("the source has a new column " + String.join(", ", fresh)
                    + ", which is left out: map it, or list it under ignore");
        }
        return String.join("; ", parts);
    }
}
