package hub.adapters.cold;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.BooleanType;
import org.apache.iceberg.types.Types.DoubleType;
import org.apache.iceberg.types.Types.StringType;

/**
 * Which column of {@code telemetry.metrics} takes which metric. A metric keeps its name; if products disagree about its type, the type
 * that came later gets a column of its own: {@code state__text}, {@code state__number} or {@code state__flag}.
 */
final class MetricColumns {
    static final String STRUCT = "metrics";
    private static final String SEPARATOR = "__";

    /** What a metric can be; lists and anything else are kept as text. */
    enum Kind {
        NUMBER(DoubleType.get()),
        TEXT(StringType.get()),
        FLAG(BooleanType.get());

        private final Type type;

        Kind(Type type) {
            this.type = type;
        }

        static Kind of(Object value) {
            return value instanceof Number ? NUMBER : value instanceof Boolean ? FLAG : TEXT;
        }

        String suffixed(String metric) {
            return metric + SEPARATOR + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A metric of one kind. */
    record Metric(String name, Kind kind) implements Comparable<Metric> {

        @Override
        public int compareTo(Metric other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : kind.compareTo(other.kind);
        }
    }

    private MetricColumns() {}

    /** The column names of metrics; columns that are not there are added to the table first. */
    static Map<Metric, String> prepare(Table table, Set<Metric> metrics) {
        Map<Metric, String> columns = columns(table, new TreeSet<>(metrics));
        if (columns.containsValue("")) {
            add(table, columns);
            columns = columns(table, columns.keySet());
        }
        return columns;
    }

    /** The metrics that some readings bring. */
    static Set<Metric> metrics(List<TelemetryRow> rows) {
        Set<Metric> metrics = new HashSet<>();
        Map<String, Object> before = Map.of();
        for (TelemetryRow row : rows) {
            for (Map.Entry<String, Object> metric : row.reading.metrics().entrySet()) {
                Object known = before.get(metric.getKey());
                if (known == null || known.getClass() != metric.getValue().getClass()) {
                    metrics.add(new Metric(metric.getKey(), Kind.of(metric.getValue())));
                }
            }
            before = row.reading.metrics();
        }
        return metrics;
    }

    private static Map<Metric, String> columns(Table table, Iterable<Metric> metrics) {
        Types.NestedField struct = table.schema().findField(STRUCT);
        Map<Metric, String> columns = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            columns.put(metric, struct == null ? "" : column(struct.type().asStructType(), metric));
        }
        return columns;
    }

    /** The column of a metric, or empty when there is none yet. */
    private static String column(Types.StructType struct, Metric metric) {
        Types.NestedField plain = struct.field(metric.name());
        if (plain != null && plain.type().equals(metric.kind().type)) {
            return metric.name();
        }
        String suffixed = metric.kind().suffixed(metric.name());
        return struct.field(suffixed) != null ? suffixed : "";
    }

    private static void add(Table table, Map<Metric, String> columns) {
        Types.NestedField struct = table.schema().findField(STRUCT);
        UpdateSchema update = table.updateSchema();
        if (struct == null) {
            update.addColumn(STRUCT, fresh(columns.keySet()));
        } else {
            Map<String, Kind> added = new TreeMap<>();
            columns.forEach((metric, column) -> {
                if (column.isEmpty()) {
                    boolean free = struct.type().asStructType().field(metric.name()) == null
                            && added.putIfAbsent(metric.name(), metric.kind()) == null;
                    String name = free ? metric.name() : metric.kind().suffixed(metric.name());
                    update.addColumn(STRUCT, name, metric.kind().type);
                }
            });
        }
        update.commit();
        table.refresh();
    }

    private static Types.StructType fresh(Iterable<Metric> metrics) {
        Map<String, Type> types = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            if (types.putIfAbsent(metric.name(), metric.kind().type) != null) {
                types.put(metric.kind().suffixed(metric.name()), metric.kind().type);
            }
        }
        List<Types.NestedField> fields = new ArrayList<>();
        types.forEach((name, type) -> fields.add(Types.NestedField.optional(fields.size() + 1, name, type)));
        return Types.StructType.of(fields);
    }

    /** The metric that a column keeps. */
    static String metric(String column) {
        for (Kind kind : Kind.values()) {
            String end = kind.suffixed("");
            if (column.endsWith(end) && column.length() > end.length()) {
                return column.substring(0, column.length() - end.length());
            }
        }
        return column;
    }
}
