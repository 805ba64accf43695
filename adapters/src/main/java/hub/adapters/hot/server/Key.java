package hub.adapters.hot.server;

import java.util.Arrays;

/** The bytes under which a document is kept, comparable as a map key; they sort as the values they stand for. */
record Key(byte[] bytes) implements Comparable<Key> {

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public String toString() {
        return java.util.HexFormat.of().formatHex(bytes);
    }
}
