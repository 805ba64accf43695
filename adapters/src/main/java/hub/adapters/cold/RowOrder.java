package hub.adapters.cold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts rows in the order of a table's files: by partition, key and time. The rows of one device come in about the order of their times,
 * so gathering them by device first costs a fraction of comparing names.
 */
final class RowOrder {
    private RowOrder() {}

    /** The rows of each partition together, in order; rows of equal key and time stay in the order they came in. */
    static <R extends ColdRow> List<List<R>> groups(List<R> rows) {
        Map<ColdPartition, Map<String, List<R>>> partitions = new TreeMap<>();
        ColdPartition partition = null;
        Map<String, List<R>> keys = Map.of();
        for (R row : rows) {
            if (!row.partition().equals(partition)) {
                partition = row.partition();
                keys = partitions.computeIfAbsent(partition, first -> new HashMap<>());
            }
            keys.computeIfAbsent(row.key(), first -> new ArrayList<>()).add(row);
        }
        return partitions.values().stream().map(RowOrder::ordered).toList();
    }

    private static <R extends ColdRow> List<R> ordered(Map<String, List<R>> keys) {
        List<R> rows = new ArrayList<>();
        new TreeMap<>(keys).values().forEach(same -> {
            same.sort(Comparator.comparingLong(ColdRow::time));
            rows.addAll(same);
        });
        return rows;
    }
}
