package hub.adapters.cold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** Tells what later snapshots added to {@code telemetry}, for those who follow it: each reading once, whatever came twice. */
public final class ColdChanges {

    private final Warehouse warehouse;

    public ColdChanges(ColdStore store) {
        this.warehouse = store.warehouse();
    }

    /**
     * What was added after a snapshot, oldest first, one change for each snapshot that added readings; compaction and removal add none.
     *
     * @param snapshotId the last snapshot that was taken up; 0 = from the beginning
     * @return at most the oldest hundred changes
     * @throws ColdGapException when that snapshot is not kept any more: compute anew from the whole table, as of {@link #newest()}
     */
    public List<ColdChange> after(long snapshotId) {
        return after(snapshotId, 100);
    }

    /** The same with another limit. */
    public List<ColdChange> after(long snapshotId, int limit) {
        Table table = warehouse.fresh(ColdTable.TELEMETRY);
        List<Snapshot> later = new ArrayList<>();
        Snapshot snapshot = table.currentSnapshot();
        while (snapshot != null && snapshot.snapshotId() != snapshotId) {
            later.add(snapshot);
            Long parent = snapshot.parentId();
            if (parent == null && snapshotId == 0) {
                break;
            }
            snapshot = parent == null ? null : table.snapshot(parent);
            if (snapshot == null) {
                throw new ColdGapException(snapshotId);
            }
        }
        if (snapshot == null && snapshotId != 0) {
            throw new ColdGapException(snapshotId);
        }
        Collections.reverse(later);
        return later.stream()
                .filter(ColdChanges::adds)
                .limit(limit)
                .map(one -> change(table, one))
                .toList();
    }

    /** The newest snapshot, or 0 when there is none. */
    public long newest() {
        Snapshot newest = warehouse.fresh(ColdTable.TELEMETRY).currentSnapshot();
        return newest == null ? 0 : newest.snapshotId();
    }

    private static boolean adds(Snapshot snapshot) {
        return Appender.APPEND.equals(snapshot.summary().get(Appender.DEED));
    }

    private static ColdChange change(Table table, Snapshot snapshot) {
        List<DataFile> files = new ArrayList<>();
        long rows = 0;
        for (DataFile file : snapshot.addedDataFiles(table.io())) {
            files.add(file.copyWithoutStats());
            rows += file.recordCount();
        }
        return new ColdChange(
                snapshot.snapshotId(), Instant.ofEpochMilli(snapshot.timestampMillis()), rows, table, files);
    }
}
