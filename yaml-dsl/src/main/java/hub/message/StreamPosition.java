package hub.message;

/**
 * Where a record stands in the durable stream; stored records take their identity from it, so a replay finds itself.
 *
 * @param partition the partition or shard number, 0 or more
 * @param offset decimal digits that grow within the partition (a Kafka offset, a Kinesis sequence number)
 */
public record StreamPosition(int partition, String offset) implements Comparable<StreamPosition> {

    /** The position of a frame that is not in the stream yet. */
    public static final StreamPosition NONE = new StreamPosition(0, "");

    /** Orders by partition, then by the numeric value of the offset. */
    @Override
    public int compareTo(StreamPosition other) {
        if (partition != other.partition) {
            return Integer.compare(partition, other.partition);
        }
        int byLength = Integer.compare(offset.length(), other.offset.length());
        return byLength != 0 ? byLength : offset.compareTo(other.offset);
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
