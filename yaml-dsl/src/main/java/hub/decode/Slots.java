package hub.decode;

import hub.contract.MetricNames;
import hub.contract.MetricRule;
import hub.product.CsvMapping;
import hub.product.DerivedMetric;
import hub.product.HexLayout;
import hub.product.JsonMapping;
import hub.product.LayoutItem;
import hub.product.ProductSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where each value of a product lives in the array that a reading is: metrics first, then the record's own and helpers. */
final class Slots {

    static final String DEVICE_TIMESTAMP = "device_timestamp";
    static final String HUB_TIMESTAMP = "hub_timestamp";
    static final String DEVICE_ID = "device_id";

    private static final List<String> GIVEN = List.of("value", "raw", "_size", "_index", "_received");
    private static final Set<String> OWN = Set.of(DEVICE_TIMESTAMP, HUB_TIMESTAMP, DEVICE_ID);

    final MetricNames names;
    final int visible;
    final int deviceTimestamp;
    final int hubTimestamp;
    final int deviceId;
    final int value;
    final int raw;
    final int size;
    final int index;
    final int received;

    private Slots(MetricNames names, int visible) {
        this.names = names;
        this.visible = visible;
        this.deviceTimestamp = names.slot(DEVICE_TIMESTAMP);
        this.hubTimestamp = names.slot(HUB_TIMESTAMP);
        this.deviceId = names.slot(DEVICE_ID);
        this.value = names.slot("value");
        this.raw = names.slot("raw");
        this.size = names.slot("_size");
        this.index = names.slot("_index");
        this.received = names.slot("_received");
    }

    static Slots of(ProductSpec spec) {
        Set<String> all = new LinkedHashSet<>();
        spec.contract().metrics().stream().map(MetricRule::metric).forEach(all::add);
        spec.hex().map(HexLayout::items).ifPresent(items -> addItems(items, all));
        spec.json()
                .map(JsonMapping::fields)
                .ifPresent(
                        fields -> fields.forEach(entry -> all.add(entry.field().id())));
        spec.csv()
                .map(CsvMapping::columns)
                .ifPresent(columns ->
                        columns.forEach(column -> all.add(column.field().id())));
        spec.derived().stream().map(DerivedMetric::id).forEach(all::add);
        all.remove("");
        List<String> metrics = new ArrayList<>(all);
        metrics.removeIf(name -> OWN.contains(name) || name.startsWith("_"));
        List<String> slots = new ArrayList<>(metrics);
        slots.addAll(List.of(DEVICE_TIMESTAMP, HUB_TIMESTAMP, DEVICE_ID));
        slots.addAll(GIVEN);
        all.stream().filter(name -> name.startsWith("_")).forEach(slots::add);
        return new Slots(MetricNames.of(slots), metrics.size());
    }

    private static void addItems(List<LayoutItem> items, Set<String> names) {
        for (LayoutItem item : items) {
            if (item instanceof LayoutItem.Field field) {
                names.add(field.id());
                field.parts().forEach(part -> names.add(part.id()));
            } else if (item instanceof LayoutItem.Computed computed) {
                names.add(computed.id());
            } else if (item instanceof LayoutItem.Block block) {
                addItems(block.items(), names);
            } else if (item instanceof LayoutItem.Switch choice) {
                choice.cases().values().forEach(inner -> addItems(inner, names));
                choice.otherwise().ifPresent(inner -> addItems(inner, names));
            } else if (item instanceof LayoutItem.Presence presence) {
                presence.cases().values().forEach(inner -> addItems(inner, names));
            } else if (item instanceof LayoutItem.Tags tags) {
                tags.cases().values().forEach(inner -> addItems(inner, names));
            }
        }
    }

    /** The names that these items give values to. */
    static Set<String> namesIn(List<LayoutItem> items) {
        Set<String> names = new LinkedHashSet<>();
        addItems(items, names);
        return names;
    }

    /** The slot of a name; -1 for the empty name of something that is not kept. */
    int of(String name) {
        return name.isEmpty() ? -1 : names.slot(name);
    }
}
