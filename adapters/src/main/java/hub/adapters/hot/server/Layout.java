package hub.adapters.hot.server;

import java.util.Arrays;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;

/**
 * How an ordered map of documents or of index entries is keyed.
 *
 * @param family where it is kept
 * @param prefix what all its keys begin with
 * @param fields the fields that follow, in order
 * @param entries whether the values are index entries rather than documents
 */
record Layout(ColumnFamilyHandle family, byte[] prefix, List<String> fields, boolean entries) {

    /** The first key that does not belong to this map. */
    byte[] end() {
        return after(prefix);
    }

    /** The smallest key greater than all keys that begin with the given bytes. */
    static byte[] after(byte[] beginning) {
        byte[] next = beginning.clone();
        for (int i = next.length - 1; i >= 0; i--) {
            if (++next[i] != 0) {
                return Arrays.copyOf(next, i + 1);
            }
        }
        throw new IllegalArgumentException("no key is greater");
    }

    static boolean startsWith(byte[] key, byte[] beginning) {
        return key.length >= beginning.length
                && Arrays.equals(key, 0, beginning.length, beginning, 0, beginning.length);
    }
}
