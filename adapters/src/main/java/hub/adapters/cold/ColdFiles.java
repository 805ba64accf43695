package hub.adapters.cold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** Tells engines that read Parquet which files make up a table, of exactly one snapshot; there are no delete files to apply. */
public final class ColdFiles {
    private static final long MICROS = 1_000;

    private final Warehouse warehouse;

    public ColdFiles(ColdStore store) {
        this.warehouse = store.warehouse();
    }

    /**
     * The files of one state of a table.
     *
     * @param snapshotId which state; 0 when the table has none yet
     * @param committedAt when it came about; {@link Instant#EPOCH} when the table has none
     * @param columns the columns of the table in this state, with the SQL type of each as Iceberg words it
     * @param files files that may hold rows in question; rows out of question may be among them
     */
    public record Plan(long snapshotId, Instant committedAt, List<ColdColumn> columns, List<ColdFile> files) {}

    /**
     * Plans a question to the newest state of a table.
     *
     * @param table such as {@code telemetry}
     * @param from the earliest time, or null
     * @param to the time before which rows lie, or null
     * @param product only this product, or null; for tables without products nothing is left out
     * @throws IllegalArgumentException when there is no such table
     */
    public Plan plan(String table, Instant from, Instant to, String product) {
        ColdTable which = which(table);
        Table open = warehouse.fresh(which);
        return plan(which, open, open.currentSnapshot(), filter(which, from, to, product));
    }

    /**
     * Plans a question to the state that a table had at a time.
     *
     * @param asOf the time; {@link IllegalArgumentException} when no state of then is kept
     */
    public Plan planAsOf(String table, Instant from, Instant to, String product, Instant asOf) {
        ColdTable which = which(table);
        Table open = warehouse.fresh(which);
        Snapshot then = null;
        for (Snapshot snapshot : open.snapshots()) {
            boolean before = snapshot.timestampMillis() <= asOf.toEpochMilli();
            if (before && (then == null || snapshot.sequenceNumber() > then.sequenceNumber())) {
                then = snapshot;
            }
        }
        if (then == null) {
            throw new IllegalArgumentException(
                    "no state of " + table + " from " + asOf + " or before is kept; states are kept for "
                            + warehouse.settings().care().keepSnapshots() + " (hub.cold.keep-snapshots)");
        }
        return plan(which, open, then, filter(which, from, to, product));
    }

    /**
     * Plans a question to one snapshot.
     *
     * @param snapshotId as {@link Plan#snapshotId()} told; {@link IllegalArgumentException} when it is not kept any more
     */
    public Plan planAt(String table, Instant from, Instant to, String product, long snapshotId) {
        ColdTable which = which(table);
        Table open = warehouse.fresh(which);
        Snapshot snapshot = open.snapshot(snapshotId);
        if (snapshot == null) {
            throw new IllegalArgumentException("the snapshot " + snapshotId + " of " + table + " is not kept any more");
        }
        return plan(which, open, snapshot, filter(which, from, to, product));
    }

    /** The names of all tables. */
    public List<String> tables() {
        return List.of(ColdTable.values()).stream().map(ColdTable::sqlName).toList();
    }

    private static ColdTable which(String table) {
        return ColdTable.named(table)
                .orElseThrow(() -> new IllegalArgumentException("there is no cold table named " + table));
    }

    private static Expression filter(ColdTable which, Instant from, Instant to, String product) {
        Expression filter = Expressions.alwaysTrue();
        if (from != null) {
            filter = Expressions.and(
                    filter, Expressions.greaterThanOrEqual(which.timeColumn(), from.toEpochMilli() * MICROS));
        }
        if (to != null) {
            filter = Expressions.and(filter, Expressions.lessThan(which.timeColumn(), to.toEpochMilli() * MICROS));
        }
        if (product != null && which == ColdTable.TELEMETRY) {
            filter = Expressions.and(filter, Expressions.equal("product_id", product));
        }
        return filter;
    }

    private static Plan plan(ColdTable which, Table open, Snapshot snapshot, Expression filter) {
        if (snapshot == null) {
            return new Plan(0, Instant.EPOCH, ColdColumn.of(open.schema()), List.of());
        }
        TableScan scan = open.newScan().useSnapshot(snapshot.snapshotId()).filter(filter);
        List<ColdFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
            tasks.forEach(task -> files.add(file(task.file())));
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot plan " + which.sqlName(), problem);
        }
        Instant at = Instant.ofEpochMilli(snapshot.timestampMillis());
        return new Plan(snapshot.snapshotId(), at, ColdColumn.of(scan.schema()), files);
    }

    private static ColdFile file(DataFile file) {
        String location = file.location();
        String path = location.startsWith("s3:")
                ? location
                : FolderFiles.path(location).toString();
        return new ColdFile(path, file.recordCount(), file.fileSizeInBytes());
    }
}
