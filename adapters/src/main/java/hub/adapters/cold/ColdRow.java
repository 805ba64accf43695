package hub.adapters.cold;

import hub.message.StreamPosition;
import org.apache.iceberg.StructLike;

/** A row on its way into a table: its values in Iceberg's internal form, and what is needed to sort, group and recognise it. */
interface ColdRow extends StructLike {

    /** In which partition of the table it lies; rows of equal partitions share files. */
    ColdPartition partition();

    /** By which rows are sorted within a partition, before their time. */
    String key();

    /** The row's time, epoch milliseconds. */
    long time();

    /** Where in the stream it comes from; {@link StreamPosition#NONE} when it comes from elsewhere. */
    default StreamPosition position() {
        return StreamPosition.NONE;
    }

    /** When it arrived, epoch milliseconds. */
    default long arrival() {
        return 0;
    }

    /** Roughly how many bytes of memory it takes. */
    default long weight() {
        return 500;
    }

    /** The identity by which a row that comes again is recognised; empty when its place in the stream says it all. */
    String id();

    @Override
    default <T> void set(int position, T value) {
        throw new UnsupportedOperationException("rows are only read");
    }
}
