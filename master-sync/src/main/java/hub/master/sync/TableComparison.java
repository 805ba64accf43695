package hub.master.sync;

import hub.master.mapping.MappedRow;
import hub.master.mapping.MappedRow.Fate;
import hub.master.mapping.RowProblem;
import hub.master.mapping.TableMapping;
import hub.message.MasterChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares one legacy table with what the hub made of it: ranges by their hashes, and where those differ row by row. */
final class TableComparison {

    private final String source;
    private final TableMapping mapping;
    private final HubRows hub;
    private final Connection legacy;
    final TableDrift drift = new TableDrift();
    final List<MasterChange> suspects = new ArrayList<>();

    /** What the hub has, with positions; what the source has too is taken out. */
    final Map<String, Long> unseen;

    TableComparison(Connection database, Connection legacy, String source, TableMapping mapping) throws SQLException {
        this.source = source;
        this.mapping = mapping;
        this.legacy = legacy;
        String origin = source + ":" + mapping.table();
        List<String> fields = mapping.fields(new SourceRows(legacy, source, mapping).columns());
        this.hub = new HubRows(database, mapping.target(), origin, fields);
        this.unseen = hub.keys();
        drift.rowsHub = unseen.size();
    }

    void run() throws SQLException {
        new SourceRows(legacy, source, mapping).each(this::compare);
        drift.vanished = unseen.size();
        unseen.keySet().stream().limit(5).forEach(key -> drift.sample(key + " is in the hub only"));
    }

    private void compare(List<MasterChange> part) throws SQLException {
        Map<String, String> expected = new HashMap<>();
        Map<String, MasterChange> changes = new HashMap<>();
        for (MasterChange change : part) {
            mapped(change).ifPresent(row -> {
                expected.put(row.key(), hub.text(row));
                changes.put(row.key(), change);
            });
        }
        drift.ranges++;
        drift.rowsSource += expected.size();
        expected.keySet().forEach(unseen::remove);
        Map<String, HubRows.HubRow> found = hub.find(expected.keySet());
        long wanted = sum(expected);
        long actual = 0;
        for (Map.Entry<String, HubRows.HubRow> row : found.entrySet()) {
            actual += HubRows.hash(row.getKey(), row.getValue().text());
        }
        drift.hashSource += wanted;
        drift.hashHub += actual;
        if (wanted != actual) {
            drift.differing++;
            expected.forEach((key, text) -> suspect(key, text, found.get(key), changes.get(key)));
        }
    }

    private void suspect(String key, String text, HubRows.HubRow actual, MasterChange change) {
        if (actual == null || !actual.text().equals(text)) {
            suspects.add(change);
        }
    }

    private static long sum(Map<String, String> rows) {
        return rows.entrySet().stream()
                .mapToLong(row -> HubRows.hash(row.getKey(), row.getValue()))
                .sum();
    }

    /** What the source's row should be in the hub; empty when it should not be there. */
    private Optional<MappedRow> mapped(MasterChange change) {
        try {
            MappedRow row = mapping.map(change);
            return row.fate() == Fate.KEPT || row.fate() == Fate.CLOSED ? Optional.of(row) : Optional.empty();
        } catch (RowProblem waits) {
            drift.waiting++;
            return Optional.empty();
        }
    }

    /**
     * Looks at suspects again, now that the hub has caught up.
     *
     * @return the rows that differ still, as the source has them now
     */
    List<MasterChange> confirm(List<MasterChange> some) throws SQLException {
        SourceRows rows = new SourceRows(legacy, source, mapping);
        List<MasterChange> differing = new ArrayList<>();
        for (MasterChange suspect : some) {
            for (MasterChange now : rows.find(suspect.keys())) {
                Optional<MappedRow> row = mapped(now);
                if (row.isPresent() && differs(row.get())) {
                    differing.add(now);
                }
            }
        }
        return differing;
    }

    private boolean differs(MappedRow row) throws SQLException {
        HubRows.HubRow actual = hub.find(List.of(row.key())).get(row.key());
        if (actual == null) {
            drift.missing++;
            drift.sample(row.key() + " is missing in the hub");
            return true;
        }
        if (!actual.text().equals(hub.text(row))) {
            drift.different++;
            drift.sample(row.key() + " differs: " + readable(hub.text(row)) + " in the source, "
                    + readable(actual.text()) + " in the hub");
            return true;
        }
        return false;
    }

    private static String readable(String text) {
        String plain = text.replace('\u001f', '|');
        return plain.length() > 200 ? plain.substring(0, 200) + "..." : plain;
    }
}
