package hub.adapters.reads;

import java.util.Optional;

/** Says of a piece of work on this thread that it only reads, and for whom. */
public final class ReadScope implements AutoCloseable {

    private static final ThreadLocal<String> READER = new ThreadLocal<>();

    private ReadScope() {}

    /** What follows on this thread only reads, until the scope is closed. */
    public static ReadScope of(String reader) {
        READER.set(reader);
        return new ReadScope();
    }

    static Optional<String> reader() {
        return Optional.ofNullable(READER.get());
    }

    @Override
    public void close() {
        READER.remove();
    }
}
