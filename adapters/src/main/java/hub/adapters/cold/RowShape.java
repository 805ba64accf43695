package hub.adapters.cold;

import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;

/** Says which columns the data files of a table have. */
interface RowShape<R extends ColdRow> {

    /** Every file has all columns of its table, which never change. */
    static <R extends ColdRow> RowShape<R> fixed() {
        return (table, groups) -> groups.stream().map(group -> table.schema()).toList();
    }

    /**
     * The columns of one file for each group of rows, in the same order.
     *
     * @param table gets columns that it does not have yet
     */
    List<Schema> schemas(Table table, List<List<R>> groups);
}
