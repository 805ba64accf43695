package hub.adapters.cold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.StructLikeWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Merges the small files that commits leave behind into larger ones in the same order; rows and positions stay as they are. */
final class TableCare {
    private static final Logger LOG = LoggerFactory.getLogger(TableCare.class);
    /** So many small files of a partition are worth a merge. */
    private static final int MANY = 8;
    /** So many files are merged at once at most: each is open meanwhile. */
    private static final int MOST = 200;

    private final Warehouse warehouse;
    private final ColdTable which;
    private final long target;

    TableCare(Warehouse warehouse, ColdTable which) {
        this.warehouse = warehouse;
        this.which = which;
        this.target = warehouse.settings().care().targetBytes();
    }

    /** What a round did. */
    record Merged(int files, int into, long rows) {
        Merged and(Merged other) {
            return new Merged(files + other.files, into + other.into, rows + other.rows);
        }
    }

    /**
     * Merges what is worth it.
     *
     * @param openPartition the day or month that is still written to: its files are merged only when they are many
     */
    Merged compact(int openPartition) {
        Table table = warehouse.fresh(which);
        Merged all = new Merged(0, 0, 0);
        for (List<DataFile> partition : smallFiles(table)) {
            boolean closed = last(partition.get(0).partition()) < openPartition;
            for (List<DataFile> bin : bins(partition, closed)) {
                all = all.and(merge(bin));
            }
        }
        return all;
    }

    private static int last(StructLike partition) {
        return partition.get(partition.size() - 1, Integer.class);
    }

    private List<List<DataFile>> smallFiles(Table table) {
        Map<StructLikeWrapper, List<DataFile>> partitions = new HashMap<>();
        if (table.currentSnapshot() == null) {
            return List.of();
        }
        StructLikeWrapper wrapper = StructLikeWrapper.forType(table.spec().partitionType());
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().includeColumnStats().planFiles()) {
            for (FileScanTask task : tasks) {
                if (task.file().fileSizeInBytes() < target * 3 / 4) {
                    partitions
                            .computeIfAbsent(wrapper.copyFor(task.file().partition()), one -> new ArrayList<>())
                            .add(task.file());
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot plan " + which.sqlName(), problem);
        }
        return List.copyOf(partitions.values());
    }

    /** Files that together make one of about the wished size. */
    private List<List<DataFile>> bins(List<DataFile> files, boolean closed) {
        files.sort(Comparator.comparingLong(DataFile::fileSizeInBytes));
        List<List<DataFile>> bins = new ArrayList<>();
        List<DataFile> bin = new ArrayList<>();
        long bytes = 0;
        for (DataFile file : files) {
            if (!bin.isEmpty() && (bytes + file.fileSizeInBytes() > target || bin.size() == MOST)) {
                bins.add(bin);
                bin = new ArrayList<>();
                bytes = 0;
            }
            bin.add(file);
            bytes += file.fileSizeInBytes();
        }
        bins.add(bin);
        bins.removeIf(one -> !isWorthIt(one, closed));
        return bins;
    }

    /** A large file is not written again for the sake of a crumb. */
    private static boolean isWorthIt(List<DataFile> bin, boolean closed) {
        long all = bin.stream().mapToLong(DataFile::fileSizeInBytes).sum();
        long largest = bin.get(bin.size() - 1).fileSizeInBytes();
        return bin.size() >= MANY || closed && bin.size() > 1 && all - largest >= largest / 4;
    }

    private Merged merge(List<DataFile> bin) {
        Table table = warehouse.fresh(which);
        RowFiles files = new RowFiles(table);
        Snapshot before = table.currentSnapshot();
        try {
            new Rewriter(which, table).rewrite(bin, row -> true, files);
            Set<DataFile> old = new HashSet<>(bin);
            table.newRewrite()
                    .validateFromSnapshot(before.snapshotId())
                    .rewriteFiles(old, new HashSet<>(files.written()))
                    .set(Appender.DEED, Appender.COMPACT)
                    .set(Positions.SUMMARY, Positions.of(table).toString())
                    .commit();
            long rows = bin.stream().mapToLong(DataFile::recordCount).sum();
            return new Merged(bin.size(), files.written().size(), rows);
        } catch (ValidationException | CommitFailedException overtaken) {
            files.discard();
            LOG.info("{} changed while its files were merged, trying another time", which.sqlName());
            return new Merged(0, 0, 0);
        } catch (RuntimeException | Error problem) {
            files.discard();
            throw problem;
        }
    }
}
