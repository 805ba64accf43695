package hub.master.source;

import hub.master.mapping.TableMapping;
import hub.message.MasterChange;
import hub.message.MasterChange.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes changes of rows that are not told by change data capture. */
final class SourceChanges {

    /**
     * The row as it is now.
     *
     * @param position of the row in its source; 0 for a row that was read, which is newer than all that is known
     * @param at when it was changed, epoch milliseconds, or 0
     */
    MasterChange upsert(String source, TableMapping mapping, Map<String, Object> columns, long position, long at) {
        mapping.optional().forEach(column -> columns.putIfAbsent(column, null));
        return new MasterChange(
                source, Operation.UPSERT, mapping.table(), columns, keys(mapping, columns), List.of(), position, at);
    }

    static Map<String, Object> keys(TableMapping mapping, Map<String, Object> columns) {
        Map<String, Object> keys = new HashMap<>();
        mapping.keyColumns().forEach(column -> keys.put(column, columns.get(column)));
        return keys;
    }
}
