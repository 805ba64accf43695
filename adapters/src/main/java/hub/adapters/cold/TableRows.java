package hub.adapters.cold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;

/** Reads rows of data files in Iceberg's internal form: times are microseconds, texts are character sequences. */
final class TableRows {

    private TableRows() {}

    /** All rows of a file; close it after use. */
    static CloseableIterable<StructLike> of(Table table, DataFile file, Schema columns) {
        return of(table, file, columns, Expressions.alwaysTrue(), false);
    }

    /** The rows of those parts of a file that may match a filter; rows that do not match may be among them. Each row is reused. */
    static CloseableIterable<StructLike> near(Table table, DataFile file, Schema columns, Expression filter) {
        return of(table, file, columns, filter, true);
    }

    static void read(Table table, DataFile file, Schema columns, Expression filter, Consumer<StructLike> each) {
        try (CloseableIterable<StructLike> rows = near(table, file, columns, filter)) {
            rows.forEach(each);
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot read " + file.location(), problem);
        }
    }

    private static CloseableIterable<StructLike> of(
            Table table, DataFile file, Schema columns, Expression filter, boolean reuse) {
        Parquet.ReadBuilder builder = Parquet.read(table.io().newInputFile(file))
                .project(columns)
                .filter(filter)
                .createReaderFunc(parquet -> InternalReader.create(columns, parquet));
        return (reuse ? builder.reuseContainers() : builder).build();
    }
}
