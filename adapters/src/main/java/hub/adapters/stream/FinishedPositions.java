package hub.adapters.stream;

import java.util.Map;

/**
 * Says how far what a route took from the stream is durable, for routes that gather batches and store them later: then the end of an
 * exchange finishes nothing, and the stream asks here instead.
 */
public interface FinishedPositions {

    /** The last finished offset of each partition that this hub reads; partitions of which nothing is finished are absent. */
    Map<Integer, String> finished();
}
