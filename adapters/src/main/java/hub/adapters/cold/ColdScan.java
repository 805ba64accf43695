package hub.adapters.cold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types.TimestampType;

/**
 * Plans for an engine that finds columns by their field ids and opens files in the order of their times: the schema and the bounds of
 * each file, of exactly one snapshot.
 */
public final class ColdScan {
    private final Warehouse warehouse;

    public ColdScan(ColdStore store) {
        this.warehouse = store.warehouse();
    }

    /**
     * What is wanted of a table.
     *
     * @param from rows not older than this
     * @param until rows older than this
     * @param product rows of this product, where the table has products for partitions
     * @param key rows of this device, where the table is sorted by devices
     * @param asOf the state of then
     * @param snapshot the state of this snapshot
     */
    public record Wanted(
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<String> product,
            Optional<String> key,
            Optional<Instant> asOf,
            Optional<Long> snapshot) {}

    /**
     * One file.
     *
     * @param path in the file system, or {@code s3://bucket/key}
     * @param first no row is older
     * @param last no row is newer
     */
    public record File(String path, long rows, long bytes, Instant first, Instant last) {}

    /**
     * The files of one state.
     *
     * @param snapshotId 0 when the table never had one
     * @param timeColumn the column that {@link Wanted#from()} means
     * @param schema of this state
     * @param files that may hold what is wanted
     */
    public record Plan(long snapshotId, Instant committedAt, String timeColumn, Schema schema, List<File> files) {}

    /**
     * Plans a scan.
     *
     * @throws IllegalArgumentException when there is no such table, or the state is not kept
     */
    public Plan plan(String name, Wanted wanted) {
        ColdTable which = ColdTable.named(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no cold table named " + name));
        Table table = warehouse.fresh(which);
        Optional<Snapshot> state = state(name, table, wanted);
        if (state.isEmpty()) {
            return new Plan(0, Instant.EPOCH, which.timeColumn(), table.schema(), List.of());
        }
        TableScan scan = table.newScan()
                .useSnapshot(state.get().snapshotId())
                .includeColumnStats(List.of(which.timeColumn(), which.keyColumn()))
                .filter(filter(which, wanted));
        return new Plan(
                state.get().snapshotId(),
                Instant.ofEpochMilli(state.get().timestampMillis()),
                which.timeColumn(),
                scan.schema(),
                files(which, scan));
    }

    private Optional<Snapshot> state(String name, Table table, Wanted wanted) {
        if (wanted.snapshot().isPresent()) {
            Snapshot snapshot = table.snapshot(wanted.snapshot().get());
            if (snapshot == null) {
                throw new IllegalArgumentException("snapshots: " + name + " has no snapshot "
                        + wanted.snapshot().get() + " any more; states are kept for " + kept());
            }
            return Optional.of(snapshot);
        }
        if (wanted.asOf().isEmpty()) {
            return Optional.ofNullable(table.currentSnapshot());
        }
        Instant asOf = wanted.asOf().get();
        Snapshot then = null;
        for (Snapshot each : table.snapshots()) {
            boolean before = each.timestampMillis() <= asOf.toEpochMilli();
            if (before && (then == null || each.sequenceNumber() > then.sequenceNumber())) {
                then = each;
            }
        }
        if (then == null && table.currentSnapshot() != null) {
            throw new IllegalArgumentException("asOf: no state of " + name + " from " + asOf
                    + " or before is kept; states are kept for " + kept());
        }
        return Optional.ofNullable(then);
    }

    private String kept() {
        return warehouse.settings().care().keepSnapshots() + " (setting hub.cold.keep-snapshots)";
    }

    private static Expression filter(ColdTable which, Wanted wanted) {
        Expression filter = Expressions.alwaysTrue();
        if (wanted.from().isPresent()) {
            long micros = micros(wanted.from().get());
            filter = Expressions.and(filter, Expressions.greaterThanOrEqual(which.timeColumn(), micros));
        }
        if (wanted.until().isPresent()) {
            filter = Expressions.and(
                    filter,
                    Expressions.lessThan(
                            which.timeColumn(), micros(wanted.until().get())));
        }
        if (wanted.product().isPresent() && which == ColdTable.TELEMETRY) {
            filter = Expressions.and(
                    filter, Expressions.equal("product_id", wanted.product().get()));
        }
        if (wanted.key().isPresent() && which.keyColumn().equals("device_id")) {
            filter = Expressions.and(
                    filter, Expressions.equal("device_id", wanted.key().get()));
        }
        return filter;
    }

    private static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(time.getNano());
    }

    private static List<File> files(ColdTable which, TableScan scan) {
        int time = scan.schema().findField(which.timeColumn()).fieldId();
        List<File> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
            for (FileScanTask task : tasks) {
                DataFile file = task.file();
                String path = file.location().startsWith("s3:")
                        ? file.location()
                        : FolderFiles.path(file.location()).toString();
                files.add(new File(
                        path,
                        file.recordCount(),
                        file.fileSizeInBytes(),
                        bound(file.lowerBounds(), time, Instant.MIN),
                        bound(file.upperBounds(), time, Instant.MAX)));
            }
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot plan " + which.sqlName(), problem);
        }
        return files;
    }

    private static Instant bound(Map<Integer, ByteBuffer> bounds, int field, Instant unknown) {
        ByteBuffer bound = bounds == null ? null : bounds.get(field);
        if (bound == null) {
            return unknown;
        }
        long micros = Conversions.<Long>fromByteBuffer(TimestampType.withZone(), bound);
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L))
                .plusNanos(Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    /** The metric that a column of {@code telemetry.metrics} keeps. */
    public String metric(String column) {
        return MetricColumns.metric(column);
    }

    /** The content of a file. */
    public InputStream open(String path) {
        return warehouse.files().newInputFile(path).newStream();
    }
}
