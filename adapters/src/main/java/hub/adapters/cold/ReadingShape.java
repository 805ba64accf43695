package hub.adapters.cold;

import hub.message.StreamPosition;
import hub.message.Telemetry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.types.Types;

/** Makes readings of rows of {@code telemetry}. */
final class ReadingShape {
    private static final long MICROS = 1_000;

    private final String[] metrics;

    ReadingShape(Schema schema) {
        Types.NestedField struct = schema.findField(MetricColumns.STRUCT);
        List<Types.NestedField> fields =
                struct == null ? List.of() : struct.type().asStructType().fields();
        metrics =
                fields.stream().map(field -> MetricColumns.metric(field.name())).toArray(String[]::new);
    }

    Telemetry reading(StructLike row) {
        return new Telemetry(
                StreamPosition.NONE,
                0,
                text(row, 10),
                text(row, 0),
                time(row, 2),
                text(row, 7),
                text(row, 3),
                time(row, 4),
                text(row, 1),
                text(row, 8),
                text(row, 5),
                metrics(row),
                time(row, 6));
    }

    private static String text(StructLike row, int column) {
        CharSequence text = row.get(column, CharSequence.class);
        return text == null ? "" : text.toString();
    }

    private static long time(StructLike row, int column) {
        Long micros = row.get(column, Long.class);
        return micros == null ? 0 : micros / MICROS;
    }

    private Map<String, Object> metrics(StructLike row) {
        StructLike struct = row.size() > TelemetryRow.COLUMNS ? row.get(TelemetryRow.COLUMNS, StructLike.class) : null;
        Map<String, Object> found = new LinkedHashMap<>();
        for (int at = 0; struct != null && at < metrics.length; at++) {
            Object value = struct.get(at, Object.class);
            if (value != null) {
                found.put(metrics[at], value instanceof CharSequence text ? text.toString() : value);
            }
        }
        return found;
    }
}
