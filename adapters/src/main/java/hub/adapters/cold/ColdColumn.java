package hub.adapters.cold;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;

/**
 * A column of a cold table.
 *
 * @param name with a dot before a metric: {@code metrics.tempC}
 * @param type as Iceberg words it: string, double, boolean, timestamptz, int, binary
 */
public record ColdColumn(String name, String type) {

    static List<ColdColumn> of(Schema schema) {
        List<ColdColumn> columns = new ArrayList<>();
        for (NestedField field : schema.columns()) {
            if (field.type().isStructType()) {
                field.type()
                        .asStructType()
                        .fields()
                        .forEach(inner -> columns.add(new ColdColumn(
                                field.name() + "." + inner.name(), inner.type().toString())));
            } else {
                columns.add(new ColdColumn(field.name(), field.type().toString()));
            }
        }
        return columns;
    }
}
