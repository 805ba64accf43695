package hub.adapters.hot.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * The documents of one insert, dealt with in the order of their keys: whether they exist is then seen by walking beside them, and
 * RocksDB finds the place of each next to the one before. Both together take away four tenths of the cost of an insert.
 */
final class Arrivals {
    private static final Comparator<Arrival> BY_KEY = (one, other) -> Arrays.compareUnsigned(one.key, other.key);

    /** One document on its way in. */
    static final class Arrival {
        final Object id;
        final byte[] key;
        final byte[] bson;
        final List<Entry> entries;
        private boolean known;

        /** A document with its id, its whole key, and its entry in each index. */
        Arrival(Object id, byte[] key, byte[] bson, List<Entry> entries) {
            this.id = id;
            this.key = key;
            this.bson = bson;
            this.entries = entries;
        }

        /** Whether a document with this id exists, or comes earlier in the same insert. */
        boolean isKnown() {
            return known;
        }
    }

    private final Disk disk;
    private final List<Arrival> all;
    private final List<Arrival> accepted = new ArrayList<>();

    Arrivals(Disk disk, List<Arrival> all) {
        this.disk = disk;
        this.all = all;
        look();
    }

    List<Arrival> all() {
        return all;
    }

    void accept(Arrival arrival) {
        accepted.add(arrival);
    }

    int accepted() {
        return accepted.size();
    }

    private void look() {
        List<Arrival> sorted = new ArrayList<>(all);
        sorted.sort(BY_KEY);
        byte[] before = null;
        byte[] next = null;
        boolean atEnd = false;
        try (RocksIterator stored = disk.iterator(disk.documents())) {
            for (Arrival arrival : sorted) {
                if (!atEnd && (next == null || Arrays.compareUnsigned(next, arrival.key) < 0)) {
                    stored.seek(arrival.key);
                    atEnd = !Disk.standsOnKey(stored);
                    next = atEnd ? null : stored.key();
                }
                arrival.known = Arrays.equals(arrival.key, next) || Arrays.equals(arrival.key, before);
                before = arrival.key;
            }
        }
    }

    void put(WriteBatch batch) throws RocksDBException {
        accepted.sort(BY_KEY);
        List<Entry> entries = new ArrayList<>();
        for (Arrival arrival : accepted) {
            batch.put(disk.documents(), arrival.key, arrival.bson);
            entries.addAll(arrival.entries);
        }
        entries.sort(Comparator.naturalOrder());
        for (Entry entry : entries) {
            entry.put(batch, disk.entries());
        }
    }
}
