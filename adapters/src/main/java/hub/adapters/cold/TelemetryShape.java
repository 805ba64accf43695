package hub.adapters.cold;

import hub.adapters.cold.MetricColumns.Kind;
import hub.adapters.cold.MetricColumns.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/** Gives each file only the metrics that its readings have, because the table has those of all products. */
final class TelemetryShape implements RowShape<TelemetryRow> {

    @Override
    public List<Schema> schemas(Table table, List<List<TelemetryRow>> groups) {
        List<Set<Metric>> metrics = groups.stream().map(MetricColumns::metrics).toList();
        Set<Metric> all = new HashSet<>();
        metrics.forEach(all::addAll);
        Map<Metric, String> columns = MetricColumns.prepare(table, all);
        List<Schema> schemas = new ArrayList<>();
        for (int at = 0; at < groups.size(); at++) {
            schemas.add(layOut(table.schema(), groups.get(at), metrics.get(at), columns));
        }
        return schemas;
    }

    private static Schema layOut(
            Schema whole, List<TelemetryRow> rows, Set<Metric> metrics, Map<Metric, String> columns) {
        Set<Integer> ids = new HashSet<>();
        Map<String, Metric> metricOfColumn = new HashMap<>();
        whole.columns().stream()
                .filter(column -> !column.name().equals(MetricColumns.STRUCT))
                .forEach(column -> ids.add(column.fieldId()));
        for (Metric metric : metrics) {
            String column = columns.get(metric);
            metricOfColumn.put(column, metric);
            ids.add(whole.findField(MetricColumns.STRUCT)
                    .type()
                    .asStructType()
                    .field(column)
                    .fieldId());
        }
        Schema schema = TypeUtil.select(whole, ids);
        MetricLayout layout = layout(schema.findField(MetricColumns.STRUCT), metricOfColumn);
        rows.forEach(row -> row.with(layout));
        return schema;
    }

    private static MetricLayout layout(Types.NestedField struct, Map<String, Metric> metricOfColumn) {
        if (struct == null) {
            return MetricLayout.NONE;
        }
        List<Types.NestedField> fields = struct.type().asStructType().fields();
        String[] names = new String[fields.size()];
        Kind[] kinds = new Kind[names.length];
        for (int at = 0; at < names.length; at++) {
            Metric metric = metricOfColumn.get(fields.get(at).name());
            names[at] = metric.name();
            kinds[at] = metric.kind();
        }
        return new MetricLayout(names, kinds);
    }
}
