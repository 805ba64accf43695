package hub.adapters.cold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/** Finds rows that are in the table already, looking only into files whose time span they touch. */
final class Duplicates {
    private static final long MICROS = 1_000;

    private final ColdTable which;
    private final Table table;

    Duplicates(ColdTable which, Table table) {
        this.which = which;
        this.table = table;
    }

    /**
     * The rows without those that the table has or that stand there before.
     *
     * @param rows rows of one partition in their order, so that rows of equal identity are neighbours in time
     */
    <R extends ColdRow> List<R> without(List<R> rows) {
        if (which.idColumn().isEmpty() || rows.isEmpty()) {
            return rows;
        }
        Set<String> known = stored(rows);
        Set<String> moment = new HashSet<>();
        List<R> fresh = new ArrayList<>(rows.size());
        R before = rows.get(0);
        for (R row : rows) {
            if (row.time() != before.time() || !row.key().equals(before.key())) {
                moment.clear();
            }
            before = row;
            if (row.id().isEmpty() || moment.add(row.id()) && !known.contains(row.id())) {
                fresh.add(row);
            }
        }
        return fresh;
    }

    private Set<String> stored(List<? extends ColdRow> rows) {
        Set<String> found = new HashSet<>();
        if (table.currentSnapshot() == null) {
            return found;
        }
        ColdPartition partition = rows.get(0).partition();
        Expression filter = between(
                rows.stream().mapToLong(ColdRow::time).min().orElseThrow(),
                rows.stream().mapToLong(ColdRow::time).max().orElseThrow());
        if (!partition.name().isEmpty()) {
            filter = Expressions.and(filter, Expressions.equal("product_id", partition.name()));
        }
        try (CloseableIterable<FileScanTask> files =
                table.newScan().filter(filter).includeColumnStats().planFiles()) {
            for (FileScanTask task : files) {
                look(task.file(), rows, found);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return found;
    }

    private void look(DataFile file, List<? extends ColdRow> rows, Set<String> found) {
        long from = bound(file.lowerBounds(), Long.MIN_VALUE);
        long to = bound(file.upperBounds(), Long.MAX_VALUE);
        Set<String> wanted = new HashSet<>();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (ColdRow row : rows) {
            if (row.time() >= from && row.time() <= to && !row.id().isEmpty()) {
                wanted.add(row.id());
                first = Math.min(first, row.time());
                last = Math.max(last, row.time());
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        Schema columns = table.schema().select(which.idColumn(), which.timeColumn());
        int place = columns.columns().indexOf(columns.findField(which.idColumn()));
        TableRows.read(table, file, columns, between(first, last), row -> {
            String id = row.get(place, CharSequence.class).toString();
            if (wanted.contains(id)) {
                found.add(id);
            }
        });
    }

    private Expression between(long from, long to) {
        String time = which.timeColumn();
        return Expressions.and(
                Expressions.greaterThanOrEqual(time, from * MICROS),
                Expressions.lessThanOrEqual(time, to * MICROS + MICROS - 1));
    }

    private long bound(Map<Integer, ByteBuffer> bounds, long unknown) {
        ByteBuffer bound = bounds == null
                ? null
                : bounds.get(table.schema().findField(which.timeColumn()).fieldId());
        if (bound == null) {
            return unknown;
        }
        Long micros = Conversions.fromByteBuffer(Types.TimestampType.withZone(), bound);
        return Math.floorDiv(micros, MICROS);
    }
}
