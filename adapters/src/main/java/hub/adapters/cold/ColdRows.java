package hub.adapters.cold;

import hub.message.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** Reads readings of a span back, as the table was in one snapshot. */
public final class ColdRows {
    private static final long MICROS = 1_000;
    private static final int PRODUCT = 1;
    private static final int TIME = 2;

    private final Warehouse warehouse;

    public ColdRows(ColdStore store) {
        this.warehouse = store.warehouse();
    }

    /**
     * Hands over a product's readings measured from {@code from} on and before {@code until}. They have no position in the stream, and
     * their numbers are Doubles.
     *
     * @param snapshotId which state of the table; 0 for the state before the first
     * @throws IllegalArgumentException when that state is not kept any more
     */
    public void read(String productId, Instant from, Instant until, long snapshotId, Consumer<Telemetry> each) {
        if (snapshotId == 0) {
            return;
        }
        Table table = warehouse.fresh(ColdTable.TELEMETRY);
        if (table.snapshot(snapshotId) == null) {
            throw new IllegalArgumentException("the snapshot " + snapshotId + " of telemetry is not kept any more");
        }
        long first = from.toEpochMilli() * MICROS;
        long end = until.toEpochMilli() * MICROS;
        Expression filter = Expressions.and(
                Expressions.equal("product_id", productId),
                Expressions.greaterThanOrEqual("device_timestamp", first),
                Expressions.lessThan("device_timestamp", end));
        ReadingShape shape = new ReadingShape(table.schema());
        Consumer<StructLike> take = row -> {
            long at = row.get(TIME, Long.class);
            if (at >= first
                    && at < end
                    && row.get(PRODUCT, CharSequence.class).toString().equals(productId)) {
                each.accept(shape.reading(row));
            }
        };
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useSnapshot(snapshotId).filter(filter).planFiles()) {
            for (FileScanTask task : tasks) {
                TableRows.read(table, task.file(), table.schema(), filter, take);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot plan telemetry", problem);
        }
    }
}
