package hub.adapters.cold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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

    /** The rows, in their order, without those that the table has or that stand there before. */
    <R extends ColdRow> List<R> without(List<R> rows) {
        if (which.idColumn().isEmpty() || rows.isEmpty()) {
            return rows;
        }
        Set<String> known = stored(rows);
        Set<String> seen = new HashSet<>();
        List<R> fresh = new ArrayList<>(rows.size());
        for (R row : rows) {
            if (row.id().isEmpty() || !known.contains(row.id()) && seen.add(row.id())) {
                fresh.add(row);
            }
        }
        return fresh;
    }

    private Set<String> stored(List<? extends ColdRow> rows) {
        Map<ColdPartition, List<ColdRow>> groups = new HashMap<>();
        for (ColdRow row : rows) {
            if (!row.id().isEmpty()) {
                groups.computeIfAbsent(row.partition(), partition -> new ArrayList<>())
                        .add(row);
            }
        }
        Set<String> found = new HashSet<>();
        if (table.currentSnapshot() != null) {
            groups.forEach((partition, group) -> {
                group.sort(Comparator.comparingLong(ColdRow::time));
                look(partition, group, found);
            });
        }
        return found;
    }

    private void look(ColdPartition partition, List<ColdRow> group, Set<String> found) {
        Expression filter =
                between(group.get(0).time(), group.get(group.size() - 1).time());
        if (!partition.name().isEmpty()) {
            filter = Expressions.and(filter, Expressions.equal("product_id", partition.name()));
        }
        try (CloseableIterable<FileScanTask> files =
                table.newScan().filter(filter).includeColumnStats().planFiles()) {
            for (FileScanTask task : files) {
                look(task.file(), group, found);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private void look(DataFile file, List<ColdRow> group, Set<String> found) {
        long from = bound(file.lowerBounds(), Long.MIN_VALUE);
        long to = bound(file.upperBounds(), Long.MAX_VALUE);
        Set<String> wanted = new HashSet<>();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int at = firstFrom(group, from); at < group.size() && group.get(at).time() <= to; at++) {
            wanted.add(group.get(at).id());
            first = Math.min(first, group.get(at).time());
            last = Math.max(last, group.get(at).time());
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

    /** The first row that is not before a time. */
    private static int firstFrom(List<ColdRow> group, long time) {
        int low = 0;
        int high = group.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (group.get(middle).time() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
