package hub.master.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A condition on one column.
 *
 * @param column its name
 * @param among the values that meet it; empty for any
 * @param not a value that does not
 * @param empty whether the column must be empty, or must not be
 */
record RowRule(String column, List<String> among, Optional<String> not, Optional<Boolean> empty) {

    /** @param unknown the answer when the row does not have the column, so that a column that is gone removes nobody */
    boolean holds(Map<String, Object> row, boolean unknown) {
        if (!row.containsKey(column)) {
            return unknown;
        }
        Object value = row.get(column);
        String text = value == null ? "" : String.valueOf(value);
        return (among.isEmpty() || among.contains(text))
                && not.map(other -> !other.equals(text)).orElse(true)
                && empty.map(wanted -> wanted == text.isEmpty()).orElse(true);
    }
}
