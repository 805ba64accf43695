package hub.master.sync;

import hub.master.mapping.MappedRow;
import hub.message.MasterChange;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A row on its way into master data.
 *
 * @param row what it becomes
 * @param change what the source said of it last
 * @param origin source and table
 */
record PlannedRow(MappedRow row, MasterChange change, String origin) {

    boolean isWritten() {
        return row.fate() == MappedRow.Fate.KEPT || row.fate() == MappedRow.Fate.CLOSED;
    }

    /** The same row after newer news of it; fields that were not sent again stay. */
    PlannedRow then(PlannedRow newer) {
        if (newer.row.whole() || !newer.isWritten() || !isWritten()) {
            return newer;
        }
        Map<String, String> values = new java.util.HashMap<>(row.values());
        values.putAll(newer.row.values());
        MappedRow merged = new MappedRow(
                newer.row.target(), newer.row.key(), newer.row.fate(), values, row.whole(), newer.row.since());
        return new PlannedRow(merged, newer.change, newer.origin);
    }

    Optional<String> parentKey() {
        return row.target()
                .parent()
                .map(field -> row.values().get(field.name()))
                .filter(key -> !key.isEmpty());
    }

    /** When the change counts, for places without a date of their own. */
    Instant at(Instant now) {
        return change.at() > 0 ? Instant.ofEpochMilli(change.at()) : now;
    }
}
