package hub.decode;

import hub.contract.LogicalType;
import hub.contract.MetricRule;
import hub.product.Conversion;
import hub.product.CsvMapping;
import hub.product.ProductSpec;
import hub.product.TimeText;
import hub.product.ValueField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds out which column of a body means what: by the product's names and places, or by the header alone. */
final class CsvColumns {

    private final CsvMapping mapping;
    private final Slots slots;
    private final Map<String, LogicalType> types = new HashMap<>();
    private final List<ValueReader> named;

    CsvColumns(CsvMapping mapping, ProductSpec spec, Slots slots) {
        this.mapping = mapping;
        this.slots = slots;
        for (MetricRule rule : spec.contract().metrics()) {
            types.put(rule.metric(), rule.type());
        }
        this.named = mapping.columns().stream()
                .map(column -> new ValueReader(typed(column.field()), slots))
                .toList();
    }

    /**
     * A column and what it means.
     *
     * @param index its place in a row, from 0; -1 when the body does not have it
     * @param name the header's name, or empty
     * @param reader what it means; null for a metric that the product does not name
     */
    record Bound(int index, String name, ValueReader reader) {}

    /** Binds the columns to a header; without a header, to their places. */
    List<Bound> bind(List<String> header) {
        List<Bound> bound = new ArrayList<>();
        boolean[] taken = new boolean[header.size()];
        for (int at = 0; at < named.size(); at++) {
            CsvMapping.Column column = mapping.columns().get(at);
            int index = column.position() > 0 ? column.position() - 1 : find(column.names(), header);
            if (index >= 0 && index < taken.length) {
                taken[index] = true;
            }
            bound.add(new Bound(index, index >= 0 && index < header.size() ? header.get(index) : "", named.get(at)));
        }
        for (int index = 0; index < header.size(); index++) {
            String name = header.get(index).strip();
            boolean own = name.equals(Slots.DEVICE_TIMESTAMP)
                    || name.equals(Slots.HUB_TIMESTAMP)
                    || name.equals(Slots.DEVICE_ID);
            if (!taken[index] && !name.isEmpty() && (mapping.others() || own)) {
                bound.add(new Bound(index, name, reader(name)));
            }
        }
        return bound;
    }

    private ValueReader reader(String name) {
        int slot = slots.names.slot(name);
        boolean known = slot >= 0 && slot <= slots.deviceId;
        return known ? new ValueReader(typed(field(name)), slots) : null;
    }

    private static ValueField field(String name) {
        return new ValueField(
                name, LogicalType.ANY, Conversion.NONE, Optional.empty(), Optional.empty(), TimeText.STANDARD);
    }

    private ValueField typed(ValueField field) {
        LogicalType type = field.id().equals(Slots.DEVICE_ID)
                ? LogicalType.STRING
                : types.getOrDefault(field.id(), LogicalType.ANY);
        boolean converted = field.conversion() != Conversion.NONE
                && !field.conversion().names().isEmpty();
        if (field.type() != LogicalType.ANY || converted || type == LogicalType.ANY) {
            return field;
        }
        return new ValueField(field.id(), type, field.conversion(), field.condition(), field.missing(), field.time());
    }

    private static int find(List<String> names, List<String> header) {
        for (String name : names) {
            for (int index = 0; index < header.size(); index++) {
                if (header.get(index).strip().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                    return index;
                }
            }
        }
        return -1;
    }
}
