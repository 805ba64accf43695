package hub.adapters.hot.server;

import java.util.Arrays;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * One entry of an index.
 *
 * @param key the index, the indexed values, then the key of the document
 * @param valueBytes how many bytes come before the key of the document
 */
record Entry(byte[] key, int valueBytes) implements Comparable<Entry> {
    private static final int LONGEST_BYTES = 8 << 10;

    /** Whether the indexed values are longer than an entry may be. */
    boolean tooLong() {
        return valueBytes > LONGEST_BYTES;
    }

    void put(WriteBatch batch, ColumnFamilyHandle family) throws RocksDBException {
        batch.put(family, key, new byte[] {(byte) (valueBytes >>> 8), (byte) valueBytes});
    }

    @Override
    public int compareTo(Entry other) {
        return Arrays.compareUnsigned(key, other.key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entry entry && Arrays.equals(key, entry.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }
}
