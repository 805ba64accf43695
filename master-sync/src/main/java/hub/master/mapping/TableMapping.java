package hub.master.mapping;

import hub.master.mapping.MappedRow.Fate;
import hub.message.MasterChange;
import hub.message.MasterChange.Operation;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the rows of one legacy table become master data.
 *
 * @param file where it is written
 * @param table schema and name in the source
 * @param target what rows become
 * @param columns the rules, the key's first
 * @param keep all must hold for a row to be taken
 * @param drop none may hold
 * @param deleted how the source marks deleted rows
 * @param whenDeleted what happens to deleted rows
 * @param since from when places hold
 * @param ignore columns that are left out on purpose
 * @param source who tells this table; empty for the legacy system that is followed by its log
 * @param optional columns that a row may lack; they count as empty then
 */
public record TableMapping(
        String file,
        String table,
        Target target,
        List<ColumnRule> columns,
        List<RowRule> keep,
        List<RowRule> drop,
        Optional<RowRule> deleted,
        Fate whenDeleted,
        Optional<ColumnRule> since,
        Set<String> ignore,
        String source,
        Set<String> optional) {

    /**
     * What a change makes of a row.
     *
     * @throws RowProblem when a value cannot be taken
     */
    public MappedRow map(MasterChange change) {
        if (change.operation() == Operation.DELETE) {
            return new MappedRow(target, key(change.keys()), whenDeleted, Map.of(), false, Optional.empty());
        }
        Map<String, Object> row = change.data();
        String key = key(row);
        if (!keep.stream().allMatch(rule -> rule.holds(row, true))
                || drop.stream().anyMatch(rule -> rule.holds(row, false))) {
            return new MappedRow(target, key, Fate.DROPPED, Map.of(), false, Optional.empty());
        }
        boolean isDeleted = deleted.filter(rule -> rule.holds(row, false)).isPresent();
        if (isDeleted && whenDeleted != Fate.CLOSED) {
            return new MappedRow(target, key, whenDeleted, Map.of(), false, Optional.empty());
        }
        Map<String, String> values = values(change);
        return new MappedRow(
                target,
                key,
                isDeleted ? Fate.CLOSED : Fate.KEPT,
                values,
                values.size() == columns.size(),
                since.map(rule -> rule.value(row))
                        .filter(text -> !text.isEmpty())
                        .map(Instant::parse));
    }

    private Map<String, String> values(MasterChange change) {
        Map<String, String> values = new HashMap<>();
        for (ColumnRule rule : columns) {
            if (isThere(rule, change)) {
                values.put(rule.field(), filled(rule, rule.value(change.data())));
            }
        }
        return values;
    }

    private static boolean isThere(ColumnRule rule, MasterChange change) {
        return rule.from().isEmpty() || change.data().keySet().containsAll(rule.from());
    }

    private String filled(ColumnRule rule, String value) {
        Target.Field field = target.fields().stream()
                .filter(each -> each.name().equals(rule.field()))
                .findFirst()
                .orElseThrow();
        if (value != null && !value.isEmpty()) {
            return value;
        }
        if (field.required()) {
            throw new RowProblem(field.name() + " is empty, but " + target.word() + "s need it; say what counts"
                    + " otherwise, or drop such rows");
        }
        return field.empty();
    }

    /** The row's key in the hub. */
    public String key(Map<String, Object> row) {
        ColumnRule rule = columns.get(0);
        String value = rule.value(row);
        if (value == null || value.isEmpty()) {
            throw new RowProblem(target.key() + " is empty; its column " + String.join(", ", rule.from())
                    + " must be the key of " + table + " and always sent");
        }
        return value;
    }

    /** The columns that tell its rows apart in the source. */
    public List<String> keyColumns() {
        return columns.get(0).from();
    }

    /** Whether it is a table of this source, as far as the mapping says. */
    public boolean isOf(String name) {
        return source.isEmpty() || source.equals(name);
    }

    /** What becomes of a row that is taken from the hub again. */
    public Fate fateOfDropped() {
        return target.canClose() ? Fate.CLOSED : Fate.REMOVED;
    }

    /** The fields of the target that it fills from a table with these columns. */
    public List<String> fields(Collection<String> present) {
        return columns.stream()
                .filter(rule -> present.containsAll(rule.from()))
                .map(ColumnRule::field)
                .toList();
    }

    /** The columns of the source that it reads. */
    public Set<String> reads() {
        Set<String> read = new HashSet<>();
        columns.forEach(rule -> read.addAll(rule.from()));
        since.ifPresent(rule -> read.addAll(rule.from()));
        keep.forEach(rule -> read.add(rule.column()));
        drop.forEach(rule -> read.add(rule.column()));
        deleted.ifPresent(rule -> read.add(rule.column()));
        return read;
    }

    /** The columns that it reads and the source does not have any more. */
    public List<String> missing(Collection<String> present) {
        return reads().stream()
                .filter(column -> !present.contains(column))
                .sorted()
                .toList();
    }
}
