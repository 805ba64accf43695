package hub.adapters.stream;

import java.util.Set;

/** Learns which partitions this hub reads, because what it remembers of them must move when they move to another hub. */
public interface PartitionOwner {

    /** Whether it follows the readers of a consumer group. */
    default boolean follows(String group) {
        return true;
    }

    /** This hub reads these from now on; told before the first batch of any of them. */
    void taken(Set<Integer> partitions);

    /** This hub has finished with these; the next owner begins when this returns. */
    void given(Set<Integer> partitions);
}
