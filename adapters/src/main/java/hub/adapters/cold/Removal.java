package hub.adapters.cold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** Removes the rows of some devices, up to a time, from a table by writing their files again without them. */
final class Removal {
    private static final int ATTEMPTS = 8;
    private static final String DEVICE = "device_id";
    private static final String CHILD = "child_device_id";

    private final Warehouse warehouse;
    private final ColdTable which;
    private final Set<String> devices;
    private final long until;

    /** @param until the time of the first rows that stay */
    Removal(Warehouse warehouse, ColdTable which, Collection<String> devices, Instant until) {
        this.warehouse = warehouse;
        this.until = ChronoUnit.MICROS.between(Instant.EPOCH, until);
        this.which = which;
        this.devices = new TreeSet<>(devices);
    }

    /** How many rows were removed. */
    long run() {
        for (int attempt = 1; ; attempt++) {
            Table table = warehouse.fresh(which);
            RowFiles files = new RowFiles(table);
            try {
                return remove(table, files);
            } catch (ValidationException | CommitFailedException overtaken) {
                files.discard();
                if (attempt == ATTEMPTS) {
                    throw overtaken;
                }
            }
        }
    }

    private long remove(Table table, RowFiles files) {
        Snapshot before = table.currentSnapshot();
        if (before == null) {
            return 0;
        }
        OverwriteFiles overwrite = table.newOverwrite()
                .validateFromSnapshot(before.snapshotId())
                .set(Appender.DEED, Appender.REMOVE)
                .set(Positions.SUMMARY, Positions.of(table).toString());
        Rewriter rewriter = new Rewriter(which, table);
        Predicate<StructLike> stays = goes(which.schema()).negate();
        long removed = 0;
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().filter(of(table)).includeColumnStats().planFiles()) {
            for (FileScanTask task : tasks) {
                long gone = holds(table, task.file())
                        ? rewriter.rewrite(List.of(task.file()), stays, files).out()
                        : 0;
                if (gone > 0) {
                    overwrite.deleteFile(task.file());
                    removed += gone;
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot plan " + which.sqlName(), problem);
        }
        if (removed > 0) {
            files.written().forEach(overwrite::addFile);
            overwrite.commit();
        }
        return removed;
    }

    private Expression of(Table table) {
        Expression own = Expressions.in(DEVICE, devices.toArray());
        return table.schema().findField(CHILD) == null
                ? own
                : Expressions.or(own, Expressions.in(CHILD, devices.toArray()));
    }

    /** Looked at first, because statistics only say that a file may hold the devices. */
    private boolean holds(Table table, DataFile file) {
        Schema columns = table.schema().findField(CHILD) == null
                ? table.schema().select(DEVICE, which.timeColumn())
                : table.schema().select(DEVICE, CHILD, which.timeColumn());
        Predicate<StructLike> goes = goes(columns);
        boolean[] found = new boolean[1];
        TableRows.read(table, file, columns, of(table), row -> found[0] |= goes.test(row));
        return found[0];
    }

    private Predicate<StructLike> goes(Schema columns) {
        int device = Rewriter.place(columns, DEVICE);
        int child = columns.findField(CHILD) == null ? device : Rewriter.place(columns, CHILD);
        int time = Rewriter.place(columns, which.timeColumn());
        return row -> row.get(time, Long.class) < until
                && (devices.contains(Rewriter.text(row, device)) || devices.contains(Rewriter.text(row, child)));
    }
}
