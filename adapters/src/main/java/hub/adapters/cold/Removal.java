package hub.adapters.cold;

import java.io.IOException;
import java.io.UncheckedIOException;
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

/** Removes all rows of some devices from a table by writing their files again without them. */
final class Removal {
    private static final int ATTEMPTS = 8;

    private final Warehouse warehouse;
    private final ColdTable which;
    private final Set<String> devices;

    Removal(Warehouse warehouse, ColdTable which, Collection<String> devices) {
        this.warehouse = warehouse;
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
        long removed = 0;
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().filter(of(table)).includeColumnStats().planFiles()) {
            for (FileScanTask task : tasks) {
                long gone = holds(table, task.file())
                        ? rewriter.rewrite(List.of(task.file()), this::stays, files)
                                .out()
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
        Expression own = Expressions.in("device_id", devices.toArray());
        return table.schema().findField("child_device_id") == null
                ? own
                : Expressions.or(own, Expressions.in("child_device_id", devices.toArray()));
    }

    /** Looked at first, because statistics only say that a file may hold the devices. */
    private boolean holds(Table table, DataFile file) {
        Schema columns = table.schema().findField("child_device_id") == null
                ? table.schema().select("device_id")
                : table.schema().select("device_id", "child_device_id");
        Predicate<StructLike> stays = row -> staysBy(row, 0) && (row.size() < 2 || staysBy(row, 1));
        boolean[] found = new boolean[1];
        TableRows.read(table, file, columns, of(table), row -> found[0] |= !stays.test(row));
        return found[0];
    }

    private boolean stays(StructLike row) {
        return switch (which) {
            case TELEMETRY -> staysBy(row, 0) && staysBy(row, 5);
            case RAW_FRAME -> staysBy(row, 2);
            default -> staysBy(row, 1);
        };
    }

    private boolean staysBy(StructLike row, int place) {
        return !devices.contains(Rewriter.text(row, place));
    }
}
