package hub.adapters.cold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;
import org.apache.parquet.column.ParquetProperties.WriterVersion;

/** Writes data files of one table; they belong to nobody until they are committed. */
final class RowFiles {
    private static final String TRACE = "trace_id";
    private static final int BLOOM_BITS_PER_ROW = 12;
    private static final int LEAST_BLOOM_BYTES = 1 << 10;
    private static final int MOST_BLOOM_BYTES = 1 << 21;
    /** Holds the names of some ten thousand devices; a column whose values are all different gives the dictionary up soon. */
    private static final int DICTIONARY_BYTES = 1 << 18;

    private final Table table;
    private final List<DataFile> written = new ArrayList<>();

    RowFiles(Table table) {
        this.table = table;
    }

    /** The files written so far. */
    List<DataFile> written() {
        return written;
    }

    /**
     * Writes one file with rows of one partition that are in order.
     *
     * @param expected about how many rows there are
     */
    <R extends StructLike> void write(Schema schema, StructLike partition, long expected, Iterable<R> rows) {
        try {
            DataWriter<R> writer = open(schema, partition, expected);
            try (writer) {
                rows.forEach(writer::write);
            }
            written.add(writer.toDataFile());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private <R extends StructLike> DataWriter<R> open(Schema schema, StructLike partition, long expected)
            throws IOException {
        String location =
                table.locationProvider().newDataLocation(table.spec(), partition, UUID.randomUUID() + ".parquet");
        OutputFile file = table.io().newOutputFile(location);
        Parquet.WriteBuilder builder = Parquet.write(file)
                .set(TableProperties.PARQUET_DICT_SIZE_BYTES, Integer.toString(DICTIONARY_BYTES))
                .setAll(table.properties())
                .schema(schema)
                .metricsConfig(MetricsConfig.forTable(table))
                .writerVersion(WriterVersion.PARQUET_2_0)
                .createWriterFunc((asked, parquet) -> InternalWriter.createWriter(schema, parquet));
        if (table.name().endsWith(ColdTable.RAW_FRAME.sqlName())) {
            builder.set("write.parquet.bloom-filter-enabled.column." + TRACE, "true")
                    .set("write.parquet.bloom-filter-max-bytes", Integer.toString(bloomBytes(expected)));
        }
        return new DataWriter<>(
                builder.build(), FileFormat.PARQUET, location, table.spec(), partition, null, table.sortOrder());
    }

    /** A bloom filter's size cannot grow while it is filled, and a large one in a small file would outweigh it. */
    private static int bloomBytes(long rows) {
        long bytes = Long.highestOneBit(Math.max(1, rows * BLOOM_BITS_PER_ROW / Byte.SIZE)) * 2;
        return (int) Math.max(LEAST_BLOOM_BYTES, Math.min(bytes, MOST_BLOOM_BYTES));
    }

    /** Forgets and removes files without rows. */
    void dropEmpty() {
        written.removeIf(file -> {
            if (file.recordCount() == 0) {
                table.io().deleteFile(file.location());
            }
            return file.recordCount() == 0;
        });
    }

    /** Removes what was written, as far as that works; the rest is removed later as orphans. */
    void discard() {
        for (DataFile file : written) {
            try {
                table.io().deleteFile(file.location());
            } catch (RuntimeException unreachable) {
                return;
            }
        }
        written.clear();
    }
}
