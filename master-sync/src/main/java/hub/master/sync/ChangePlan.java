package hub.master.sync;

import hub.master.mapping.MappedRow.Fate;
import hub.master.mapping.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a stretch of changes comes to: the last of each row, by target. */
final class ChangePlan {

    private final Map<Target, Map<String, PlannedRow>> rows = new EnumMap<>(Target.class);

    /** Whether a row must wait for what is planned: two dated moves of one device are both history. */
    boolean mustFollow(PlannedRow row) {
        PlannedRow before = of(row.row().target()).get(row.row().key());
        return before != null
                && before.isWritten()
                && row.row().since().isPresent()
                && !before.row().since().equals(row.row().since());
    }

    void put(PlannedRow row) {
        of(row.row().target()).merge(row.row().key(), row, PlannedRow::then);
    }

    /** Adds a row unless there is newer news of it. */
    void putIfAbsent(PlannedRow row) {
        of(row.row().target()).putIfAbsent(row.row().key(), row);
    }

    private Map<String, PlannedRow> of(Target target) {
        return rows.computeIfAbsent(target, each -> new LinkedHashMap<>());
    }

    List<PlannedRow> written(Target target) {
        return of(target).values().stream().filter(PlannedRow::isWritten).toList();
    }

    List<PlannedRow> with(Target target, Fate fate) {
        return of(target).values().stream()
                .filter(row -> row.row().fate() == fate && !row.isWritten())
                .toList();
    }

    Collection<PlannedRow> all() {
        List<PlannedRow> all = new ArrayList<>();
        rows.values().forEach(each -> all.addAll(each.values()));
        return all;
    }

    boolean isEmpty() {
        return rows.values().stream().allMatch(Map::isEmpty);
    }
}
