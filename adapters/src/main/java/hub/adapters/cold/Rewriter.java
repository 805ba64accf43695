package hub.adapters.cold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.SortedMerge;

/** Writes the rows of files of one partition again, in order and in one file; memory holds one row of each file. */
final class Rewriter {
    private final ColdTable which;
    private final Table table;

    Rewriter(ColdTable which, Table table) {
        this.which = which;
        this.table = table;
    }

    /** What a rewriting brought: the rows that were left out. */
    record Left(long out) {}

    /**
     * Merges files.
     *
     * @param files of one partition, with statistics; each is in order
     * @param keep which rows stay
     * @param target takes the new file, unless no row stays
     */
    Left rewrite(List<DataFile> files, Predicate<StructLike> keep, RowFiles target) {
        Schema columns = columns(files);
        List<CloseableIterable<StructLike>> sources = new ArrayList<>();
        files.forEach(file -> sources.add(TableRows.of(table, file, columns)));
        long rows = files.stream().mapToLong(DataFile::recordCount).sum();
        long[] left = new long[1];
        try (SortedMerge<StructLike> merged = new SortedMerge<>(order(columns), sources)) {
            CloseableIterable<StructLike> kept = CloseableIterable.filter(merged, row -> {
                boolean stays = keep.test(row);
                left[0] += stays ? 0 : 1;
                return stays;
            });
            target.write(columns, files.get(0).partition(), rows, kept);
        } catch (java.io.IOException problem) {
            throw new java.io.UncheckedIOException(problem);
        }
        target.dropEmpty();
        return new Left(left[0]);
    }

    /** The columns of the table that at least one of the files has. */
    private Schema columns(List<DataFile> files) {
        Set<Integer> ids = new HashSet<>();
        for (Types.NestedField column : table.schema().columns()) {
            if (!column.name().equals(MetricColumns.STRUCT)) {
                ids.add(column.fieldId());
            }
        }
        for (DataFile file : files) {
            Map<Integer, Long> counts = file.valueCounts();
            ids.addAll(counts == null ? TypeUtil.getProjectedIds(table.schema()) : counts.keySet());
        }
        return TypeUtil.select(table.schema(), ids);
    }

    private Comparator<StructLike> order(Schema columns) {
        int key = place(columns, which.keyColumn());
        int time = place(columns, which.timeColumn());
        return Comparator.comparing((StructLike row) -> text(row, key))
                .thenComparingLong(row -> row.get(time, Long.class));
    }

    static int place(Schema columns, String name) {
        return columns.columns().indexOf(columns.findField(name));
    }

    static String text(StructLike row, int place) {
        CharSequence text = row.get(place, CharSequence.class);
        return text == null ? "" : text.toString();
    }
}
