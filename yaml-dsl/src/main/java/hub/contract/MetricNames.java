package hub.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each metric of a product a slot number once, so that a reading is an array and not a tree of entries. */
public final class MetricNames {

    private final String[] names;
    private final Map<String, Integer> slots;

    private MetricNames(String[] names, Map<String, Integer> slots) {
        this.names = names;
        this.slots = slots;
    }

    /** The names in slot order; a name that appears twice keeps its first slot. */
    public static MetricNames of(List<String> names) {
        List<String> distinct = names.stream().distinct().map(String::intern).toList();
        Map<String, Integer> slots = new HashMap<>();
        for (String name : distinct) {
            slots.put(name, slots.size());
        }
        return new MetricNames(distinct.toArray(String[]::new), slots);
    }

    /** How many slots there are. */
    public int size() {
        return names.length;
    }

    /** The name of a slot, which must be smaller than {@link #size()}. */
    public String name(int slot) {
        return names[slot];
    }

    /** The slot of a name, or -1 when the product does not know it. */
    public int slot(String name) {
        Integer slot = slots.get(name);
        return slot == null ? -1 : slot;
    }
}
