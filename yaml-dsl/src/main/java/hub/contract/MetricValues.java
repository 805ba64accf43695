package hub.contract;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * One reading's metrics as a read-only map over an array of slots, because a hash map per reading would cost more than
 * decoding it. A slot without a value is not part of the map.
 */
public final class MetricValues extends AbstractMap<String, Object> {

    private final MetricNames names;
    private final Object[] values;
    private final int visible;
    private final Map<String, Object> further;

    /**
     * @param names the slots; only the first {@code visible} of them are metrics
     * @param values the values by slot, owned by this map from now on
     * @param visible how many slots are metrics
     * @param further metrics that the product did not name
     */
    public MetricValues(MetricNames names, Object[] values, int visible, Map<String, Object> further) {
        this.names = names;
        this.values = values;
        this.visible = visible;
        this.further = further;
    }

    @Override
    public Object get(Object key) {
        int slot = key instanceof String name ? names.slot(name) : -1;
        return slot >= 0 ? (slot < visible ? values[slot] : null) : further.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public int size() {
        int size = further.size();
        for (int slot = 0; slot < visible; slot++) {
            if (values[slot] != null) {
                size++;
            }
        }
        return size;
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return MetricValues.this.size();
            }
        };
    }

    private final class Entries implements Iterator<Entry<String, Object>> {

        private final Iterator<Entry<String, Object>> rest = further.entrySet().iterator();
        private int slot = nextSlot(0);

        private int nextSlot(int from) {
            int next = from;
            while (next < visible && values[next] == null) {
                next++;
            }
            return next;
        }

        @Override
        public boolean hasNext() {
            return slot < visible || rest.hasNext();
        }

        @Override
        public Entry<String, Object> next() {
            if (slot >= visible) {
                if (!rest.hasNext()) {
                    throw new NoSuchElementException();
                }
                Entry<String, Object> entry = rest.next();
                return new SimpleImmutableEntry<>(entry.getKey(), entry.getValue());
            }
            Entry<String, Object> entry = new SimpleImmutableEntry<>(names.name(slot), values[slot]);
            slot = nextSlot(slot + 1);
            return entry;
        }
    }
}
