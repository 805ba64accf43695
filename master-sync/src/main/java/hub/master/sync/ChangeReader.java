package hub.master.sync;

import hub.message.MasterChange;
import hub.message.MasterChange.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes one kind of change of what Debezium tells: create, update and read are upserts, a truncate is marked as one. */
public final class ChangeReader {

    /** What Debezium puts in place of a large value that did not change. */
    public static final String NOT_SENT = "__debezium_unavailable_value";

    private final String source;

    /** @param source the name of the legacy system */
    public ChangeReader(String source) {
        this.source = source;
    }

    /**
     * Reads one event.
     *
     * @param operation c, u, d, r or t
     * @param table schema and name
     * @param row the columns as they are now, or as they were for d
     * @param keys the columns of the key
     * @param position the LSN
     * @param at when the source committed it, epoch milliseconds
     * @return empty for events that are no change of a row
     */
    public Optional<MasterChange> read(
            String operation, String table, Map<String, Object> row, Map<String, Object> keys, long position, long at) {
        return switch (operation == null ? "" : operation) {
            case "c", "u" -> Optional.of(upsert(table, row, keys, Math.max(1, position), at));
            case "r" -> Optional.of(upsert(table, row, keys, 0, 0));
            case "d" ->
                Optional.of(new MasterChange(source, Operation.DELETE, table, Map.of(), keys, List.of(), position, at));
            case "t" ->
                Optional.of(new MasterChange(
                        source, Operation.TRUNCATE, table, Map.of(), Map.of(), List.of(), position, at));
            default -> Optional.empty();
        };
    }

    private MasterChange upsert(
            String table, Map<String, Object> row, Map<String, Object> keys, long position, long at) {
        List<String> unchanged = List.of();
        Map<String, Object> data = row;
        if (row.containsValue(NOT_SENT)) {
            unchanged = new ArrayList<>();
            data = new HashMap<>(row);
            for (Map.Entry<String, Object> column : row.entrySet()) {
                if (NOT_SENT.equals(column.getValue())) {
                    unchanged.add(column.getKey());
                    data.remove(column.getKey());
                }
            }
        }
        return new MasterChange(source, Operation.UPSERT, table, data, keys, unchanged, position, at);
    }
}
