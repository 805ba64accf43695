package hub.adapters.cold;

import hub.message.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** The readings that one snapshot of {@code telemetry} added. */
public final class ColdChange {
    private final long snapshotId;
    private final Instant committedAt;
    private final long rows;
    private final Table table;
    private final List<DataFile> files;

    ColdChange(long snapshotId, Instant committedAt, long rows, Table table, List<DataFile> files) {
        this.snapshotId = snapshotId;
        this.committedAt = committedAt;
        this.rows = rows;
        this.table = table;
        this.files = files;
    }

    /** Whoever has taken up all readings of this change goes on after this snapshot. */
    public long snapshotId() {
        return snapshotId;
    }

    public Instant committedAt() {
        return committedAt;
    }

    /** How many readings there are. */
    public long rows() {
        return rows;
    }

    /**
     * Gives all readings in batches, those of one product, day and device together and in order of time. They have no position in the
     * stream, and their numbers are Doubles.
     *
     * @param size the most readings in a batch; memory holds one batch at a time
     */
    public void forEachBatch(int size, Consumer<List<Telemetry>> consumer) {
        ReadingShape shape = new ReadingShape(table.schema());
        List<Telemetry> batch = new ArrayList<>(size);
        for (DataFile file : files) {
            try (CloseableIterable<StructLike> found = TableRows.of(table, file, table.schema())) {
                for (StructLike row : found) {
                    batch.add(shape.reading(row));
                    if (batch.size() == size) {
                        consumer.accept(batch);
                        batch = new ArrayList<>(size);
                    }
                }
            } catch (IOException problem) {
                throw new UncheckedIOException("cannot read " + file.location(), problem);
            }
        }
        if (!batch.isEmpty()) {
            consumer.accept(batch);
        }
    }
}
