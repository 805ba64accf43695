package hub.message;

import java.util.List;
import java.util.Map;

/**
 * One row of a legacy table as it is now, or that it is gone: what change data capture tells, whoever captured it.
 *
 * @param source the legacy system, such as {@code legacy}
 * @param operation what happened
 * @param table schema and name, such as {@code public.kunde}
 * @param data the row's columns; empty when it is gone
 * @param keys the columns of its key; empty for a truncate
 * @param unchanged columns that were not sent because they did not change (large values)
 * @param position where the source says it happened (the LSN of its log), growing with each change of the same row; 0 for a row that was
 *     read rather than told
 * @param at when the source committed it, epoch milliseconds; 0 when that is not known
 */
public record MasterChange(
        String source,
        Operation operation,
        String table,
        Map<String, Object> data,
        Map<String, Object> keys,
        List<String> unchanged,
        long position,
        long at) {

    /** What may happen to a row. A change of its key is a delete of the old one and an upsert of the new one. */
    public enum Operation {
        UPSERT,
        DELETE,
        TRUNCATE
    }

    /** Whether this is the row as somebody read it, in no order with the changes that were told. */
    public boolean isRead() {
        return position == 0;
    }
}
