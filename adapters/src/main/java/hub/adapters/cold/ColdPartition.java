package hub.adapters.cold;

import org.apache.iceberg.StructLike;

/**
 * The values of one partition of a table.
 *
 * @param name empty, or the product
 * @param time the day or month since 1970
 */
record ColdPartition(String name, int time) implements StructLike, Comparable<ColdPartition> {

    @Override
    public int size() {
        return name.isEmpty() ? 1 : 2;
    }

    @Override
    public <T> T get(int position, Class<T> type) {
        return type.cast(position == 0 && !name.isEmpty() ? name : time);
    }

    @Override
    public <T> void set(int position, T value) {
        throw new UnsupportedOperationException("partitions are only read");
    }

    @Override
    public int compareTo(ColdPartition other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : Integer.compare(time, other.time);
    }
}
