package hub.bench.journey;

import java.io.IOException;

/** A store whose growth can be watched while a contender writes to it. */
interface ObservedStore extends AutoCloseable {
    /** Where it speaks the Mongo wire protocol. */
    String uri();

    /** What arrived since the last reset. */
    StoreStatistics statistics() throws IOException;

    /** Starts counting anew. */
    void reset() throws IOException;

    /** Its processor time so far, seconds, or 0 where that cannot be told apart. */
    double cpuSeconds() throws IOException;

    @Override
    void close();
}
