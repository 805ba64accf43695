package hub.adapters.cold;

import java.util.Map;
import org.apache.iceberg.StructLike;

/** The metrics of one data file in the order of its columns; shows one reading after the other, so it belongs to one writing thread. */
final class MetricLayout implements StructLike {
    static final MetricLayout NONE = new MetricLayout(new String[0], new MetricColumns.Kind[0]);

    private final String[] names;
    private final MetricColumns.Kind[] kinds;
    private Map<String, Object> metrics = Map.of();

    MetricLayout(String[] names, MetricColumns.Kind[] kinds) {
        this.names = names;
        this.kinds = kinds;
    }

    MetricLayout of(Map<String, Object> newMetrics) {
        metrics = newMetrics;
        return this;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public <T> T get(int position, Class<T> type) {
        Object value = metrics.get(names[position]);
        return value == null || MetricColumns.Kind.of(value) != kinds[position]
                ? null
                : type.cast(internal(value, kinds[position]));
    }

    private static Object internal(Object value, MetricColumns.Kind kind) {
        return switch (kind) {
            case NUMBER -> ((Number) value).doubleValue();
            case TEXT -> value.toString();
            case FLAG -> value;
        };
    }

    @Override
    public <T> void set(int position, T value) {
        throw new UnsupportedOperationException("rows are only read");
    }
}
