package hub.adapters.cold;

import hub.decode.StandardizedBatch;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.Telemetry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.io.FileIO;

/** Keeps everything for ever: raw frames and readings from the stream, histories and snapshots from routes. */
public final class ColdStore implements AutoCloseable {

    private final Warehouse warehouse;
    private final Clock clock;
    private final TableBuffer<FrameRow> frames;
    private final TableBuffer<TelemetryRow> readings;
    private final Map<ColdTable, Appender<HistoryRow>> histories = new EnumMap<>(ColdTable.class);

    private ColdStore(Warehouse warehouse, Clock clock) {
        this.clock = clock;
        ColdSettings.Buffer buffer = warehouse.settings().buffer();
        this.warehouse = warehouse;
        this.frames = new TableBuffer<>(ColdTable.RAW_FRAME, warehouse, RowShape.fixed(), buffer, clock);
        this.readings = new TableBuffer<>(ColdTable.TELEMETRY, warehouse, new TelemetryShape(), buffer, clock);
        for (ColdTable table : ColdTable.values()) {
            if (table.isAppended()) {
                histories.put(table, new Appender<>(warehouse, table, RowShape.fixed()));
            }
        }
    }

    /** A store whose files and catalog are opened when they are first needed. */
    public static ColdStore open(ColdSettings settings, Clock clock) {
        return open(settings, Warehouse.files(settings), clock);
    }

    static ColdStore open(ColdSettings settings, FileIO files, Clock clock) {
        return new ColdStore(new Warehouse(settings, files), clock);
    }

    Warehouse warehouse() {
        return warehouse;
    }

    /**
     * Gathers the frames of a batch for the raw layer.
     *
     * @throws ColdException when the table cannot be written; the batch has to come again
     */
    public void keepFrames(List<RawFrame> batch) {
        frames.keep(batch, batch.stream().map(FrameRow::new).toList());
    }

    /**
     * Gathers the readings of a batch.
     *
     * @param batch the frames
     * @param standardized what they became
     * @throws ColdException when the table cannot be written; the batch has to come again
     */
    public void keepReadings(List<RawFrame> batch, StandardizedBatch standardized) {
        readings.keep(
                batch, standardized.telemetry().stream().map(TelemetryRow::new).toList());
    }

    /** Commits what has waited long enough; a failure shows in {@link #problem()} and is tried again. */
    public void commitWhenDue() {
        frames.commitWhenDue();
        readings.commitWhenDue();
    }

    /** Commits all that waits. */
    public void commit() {
        frames.commit();
        readings.commit();
    }

    /** The offset of each partition up to which everything is in both tables. */
    public Map<Integer, String> finished() {
        Map<Integer, String> both = new TreeMap<>();
        Map<Integer, String> raw = frames.finished();
        readings.finished().forEach((partition, offset) -> {
            String other = raw.get(partition);
            if (other != null) {
                StreamPosition one = new StreamPosition(partition, offset);
                both.put(partition, one.compareTo(new StreamPosition(partition, other)) < 0 ? offset : other);
            }
        });
        return both;
    }

    /** Forgets what was gathered of partitions that come or go; their next reader begins where the tables end. */
    public void forget(Collection<Integer> partitions) {
        frames.forget(partitions);
        readings.forget(partitions);
    }

    /**
     * Adds rows to a history or to {@code master_snapshot} in one commit; a row whose id is there already is left out.
     *
     * @param table {@code alarm_history}, {@code control_history}, {@code firmware_history} or {@code master_snapshot}
     * @param rows values by column; the time is an Instant, a date, epoch milliseconds or ISO 8601
     * @return how many rows were new
     * @throws IllegalArgumentException when there is no such table, or a row has no id or time
     * @throws ColdException when the table cannot be written
     */
    public int append(String table, List<Map<String, Object>> rows) {
        ColdTable which = ColdTable.named(table)
                .filter(ColdTable::isAppended)
                .orElseThrow(() -> new IllegalArgumentException("there is no history named " + table + "; there are "
                        + histories.keySet().stream().map(ColdTable::sqlName).toList()));
        List<HistoryRow> entries =
                rows.stream().map(row -> new HistoryRow(which, row)).toList();
        try {
            return entries.isEmpty() ? 0 : histories.get(which).append(entries, new Positions());
        } catch (RuntimeException failure) {
            throw new ColdException(ColdProblem.describe(which, warehouse, failure), failure);
        }
    }

    /**
     * Adds readings that another store has and this one lacks, in one commit; those that are here already are left out, and so are
     * those without a time of their own whose turn in the stream is still to come.
     *
     * @return how many were new
     * @throws ColdException when the table cannot be written
     */
    public int mend(List<Telemetry> readings) {
        try {
            Positions known = Positions.of(warehouse.fresh(ColdTable.TELEMETRY));
            List<TelemetryRow> rows = new ArrayList<>();
            for (Telemetry reading : readings) {
                if (!reading.timestampSource().equals("ingest") || known.passed(reading.position())) {
                    rows.add(new MissingRow(reading));
                }
            }
            return rows.isEmpty()
                    ? 0
                    : new Appender<>(warehouse, ColdTable.TELEMETRY, new TelemetryShape())
                            .append(rows, new Positions());
        } catch (RuntimeException failure) {
            throw new ColdException(ColdProblem.describe(ColdTable.TELEMETRY, warehouse, failure), failure);
        }
    }

    /**
     * Removes the rows of devices (as device or as child) from readings, raw frames and histories, for data protection. What still
     * waits for a commit is committed first; rows that arrive later are new rows.
     *
     * @param until what was measured, received or happened before this
     * @throws ColdException when the tables cannot be written; what went is gone, the rest can be asked again
     */
    public ColdRemoval remove(Collection<String> deviceIds, Instant until) {
        commit();
        Map<String, Long> removed = new TreeMap<>();
        for (ColdTable table : ColdTable.values()) {
            if (table.schema().findField("device_id") != null) {
                try {
                    removed.put(table.sqlName(), new Removal(warehouse, table, deviceIds, until).run());
                } catch (RuntimeException failure) {
                    throw new ColdException(ColdProblem.describe(table, warehouse, failure), failure);
                }
            }
        }
        return new ColdRemoval(
                removed, clock.instant().plus(warehouse.settings().care().keepSnapshots()));
    }

    /** How many rows of a table wait for a commit. */
    int waiting(ColdTable table) {
        return table == ColdTable.RAW_FRAME ? frames.waiting() : table == ColdTable.TELEMETRY ? readings.waiting() : 0;
    }

    /** Why the store cannot be written now, or empty. */
    public Optional<String> problem() {
        return Stream.of(frames.problem(), readings.problem())
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
