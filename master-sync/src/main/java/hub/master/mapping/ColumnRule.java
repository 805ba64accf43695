package hub.master.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the value of one field comes from.
 *
 * @param field the field of the target, or {@code since}
 * @param from the columns of the source, joined when there are several; empty for a constant
 * @param join what is put between them
 * @param constant the value when there are no columns
 * @param conversion how the value is written anew
 * @param prefix put before it
 * @param lookup legacy codes and their meaning; empty for none
 * @param otherwise when there is no value, or none for this code
 */
record ColumnRule(
        String field,
        List<String> from,
        String join,
        Optional<String> constant,
        Conversion conversion,
        String prefix,
        Map<String, String> lookup,
        Optional<String> otherwise) {

    /** The field's value; null when the source has none. */
    String value(Map<String, Object> row) {
        if (constant.isPresent()) {
            return constant.get();
        }
        String raw = raw(row);
        if (raw == null || raw.isEmpty()) {
            return otherwise.orElse(raw);
        }
        if (!lookup.isEmpty()) {
            String found = lookup.get(raw.strip());
            if (found == null && otherwise.isEmpty()) {
                throw new RowProblem(field + ": there is no look-up for '" + raw
                        + "'; add it to the mapping, or say what counts otherwise");
            }
            return found == null ? otherwise.get() : prefix + found;
        }
        try {
            return prefix + conversion.apply(raw);
        } catch (RowProblem problem) {
            throw new RowProblem(field + " from " + String.join(", ", from) + ": " + problem.getMessage());
        }
    }

    private String raw(Map<String, Object> row) {
        if (from.size() == 1) {
            Object value = row.get(from.get(0));
            return value == null ? null : String.valueOf(value);
        }
        return from.stream()
                .map(row::get)
                .filter(value -> value != null && !String.valueOf(value).isEmpty())
                .map(String::valueOf)
                .reduce((left, right) -> left + join + right)
                .orElse(null);
    }
}
