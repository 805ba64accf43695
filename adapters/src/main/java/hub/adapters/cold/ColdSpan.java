package hub.adapters.cold;

import hub.message.SpanDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** Counts what the cold store has of a span, so that nothing is deleted elsewhere before it is here. */
public final class ColdSpan {
    private static final long MICROS = 1_000;

    private final Warehouse warehouse;

    public ColdSpan(ColdStore store) {
        this.warehouse = store.warehouse();
    }

    /** How many readings a product has on a day (UTC, by the device's time), and their checksum. */
    public SpanDigest digest(String productId, LocalDate day) {
        Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return digest(
                productId, begin, day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** The same for readings measured from {@code from} on and before {@code to}. */
    public SpanDigest digest(String productId, Instant from, Instant to) {
        SpanDigest[] digest = {SpanDigest.EMPTY};
        ids(productId, from, to, id -> digest[0] = digest[0].with(id));
        return digest[0];
    }

    /** The identities of these readings, one after the other. */
    public void ids(String productId, Instant from, Instant to, Consumer<String> each) {
        Table table = warehouse.fresh(ColdTable.TELEMETRY);
        long first = from.toEpochMilli() * MICROS;
        long end = to.toEpochMilli() * MICROS;
        Expression filter = Expressions.and(
                Expressions.equal("product_id", productId),
                Expressions.greaterThanOrEqual("device_timestamp", first),
                Expressions.lessThan("device_timestamp", end));
        Schema columns = table.schema().select("device_timestamp", "reading_id", "product_id");
        if (table.currentSnapshot() == null) {
            return;
        }
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().filter(filter).planFiles()) {
            for (FileScanTask task : tasks) {
                read(table, task, columns, first, end, each);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot plan telemetry", problem);
        }
    }

    private static void read(
            Table table, FileScanTask task, Schema columns, long first, long end, Consumer<String> each)
            throws IOException {
        int time = columns.columns().indexOf(columns.findField("device_timestamp"));
        int id = columns.columns().indexOf(columns.findField("reading_id"));
        try (CloseableIterable<StructLike> rows =
                TableRows.near(table, task.file(), columns, Expressions.alwaysTrue())) {
            for (StructLike row : rows) {
                long at = row.get(time, Long.class);
                if (at >= first && at < end) {
                    each.accept(row.get(id, CharSequence.class).toString());
                }
            }
        }
    }
}
