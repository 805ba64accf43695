package hub.adapters.cold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** Answers the API's questions about the cold store: which tables there are, and the frames of a trace as they came. */
public final class ColdDesk {
    private static final long MICROS = 1_000;
    private static final String TRACE = "trace_id";

    private final ColdStore store;
    private final ColdCare care;
    private final Clock clock;

    public ColdDesk(ColdStore store, ColdCare care, Clock clock) {
        this.store = store;
        this.care = care;
        this.clock = clock;
    }

    /** All tables with rows, files, bytes, newest snapshot and what waits for a commit; the problem that keeps them from being written. */
    public Map<String, Object> tables() {
        List<Map<String, Object>> items = new ArrayList<>();
        for (ColdTable table : ColdTable.values()) {
            items.add(shape(table, store.warehouse().fresh(table)));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", items);
        answer.put("warehouse", store.warehouse().location());
        store.problem().ifPresent(problem -> answer.put("problem", problem));
        if (!care.last().isEmpty()) {
            answer.put("tidied", care.last());
        }
        return answer;
    }

    private Map<String, Object> shape(ColdTable which, Table table) {
        Map<String, Object> shape = new LinkedHashMap<>();
        Snapshot newest = table.currentSnapshot();
        Map<String, String> summary = newest == null ? Map.of() : newest.summary();
        shape.put("table", which.sqlName());
        shape.put("rows", number(summary, SnapshotSummary.TOTAL_RECORDS_PROP));
        shape.put("files", number(summary, SnapshotSummary.TOTAL_DATA_FILES_PROP));
        shape.put("bytes", number(summary, SnapshotSummary.TOTAL_FILE_SIZE_PROP));
        shape.put("snapshots", Leftovers.count(table));
        shape.put("waiting", store.waiting(which));
        if (newest != null) {
            Instant at = Instant.ofEpochMilli(newest.timestampMillis());
            shape.put("snapshot", Long.toString(newest.snapshotId()));
            shape.put("committedAt", at.toString());
            shape.put(
                    "lagSeconds",
                    Math.max(0, Duration.between(at, clock.instant()).toSeconds()));
        }
        return shape;
    }

    private static long number(Map<String, String> summary, String name) {
        return Long.parseLong(summary.getOrDefault(name, "0"));
    }

    /**
     * The frames of one trace, oldest first. Files are looked into newest first, and only one day that holds the trace is searched.
     *
     * @throws NoSuchElementException when there is none
     */
    public Map<String, Object> frames(String traceId) {
        Table table = store.warehouse().fresh(ColdTable.RAW_FRAME);
        List<Map<String, Object>> items = new ArrayList<>();
        Integer day = null;
        for (DataFile file : newestFirst(table)) {
            int fileDay = file.partition().get(0, Integer.class);
            if (day != null && fileDay < day - 1) {
                break;
            }
            int before = items.size();
            look(table, file, traceId, items);
            day = items.size() > before ? Integer.valueOf(fileDay) : day;
        }
        if (items.isEmpty()) {
            throw new NoSuchElementException("no raw frame of trace " + traceId
                    + " is in the cold store; frames arrive there with the next commit (hub.cold.interval)");
        }
        items.sort(Comparator.comparing(item -> item.get("received_at").toString()));
        return Map.of("items", items);
    }

    private static List<DataFile> newestFirst(Table table) {
        List<DataFile> files = new ArrayList<>();
        if (table.currentSnapshot() == null) {
            return files;
        }
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            tasks.forEach(task -> files.add(task.file()));
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot plan raw_frame", problem);
        }
        files.sort(Comparator.comparing((DataFile file) -> file.partition().get(0, Integer.class))
                .reversed());
        return files;
    }

    /** The bloom filter of a file says for nearly all files that the trace is not there. */
    private static void look(Table table, DataFile file, String traceId, List<Map<String, Object>> items) {
        Schema columns = table.schema();
        TableRows.read(table, file, columns, Expressions.equal(TRACE, traceId), row -> {
            if (Rewriter.text(row, 0).equals(traceId)) {
                items.add(frame(columns, row));
            }
        });
    }

    private static Map<String, Object> frame(Schema columns, StructLike row) {
        Map<String, Object> frame = new LinkedHashMap<>();
        for (int at = 0; at < columns.columns().size(); at++) {
            Object value = row.get(at, Object.class);
            if (value != null) {
                frame.put(
                        columns.columns().get(at).name(),
                        shown(columns.columns().get(at).name(), value));
            }
        }
        return frame;
    }

    private static Object shown(String column, Object value) {
        if (column.equals("received_at")) {
            return Instant.ofEpochMilli((Long) value / MICROS).toString();
        }
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return HexFormat.of().withUpperCase().formatHex(copy);
        }
        return value instanceof Number ? value : value.toString();
    }
}
