package hub.adapters.stream;

/** Tells a door that some frames are not durable, and which, so that it refuses exactly those. */
public final class StreamAppendException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean[] accepted;

    StreamAppendException(boolean[] accepted, Throwable firstCause) {
        super(describe(accepted, firstCause), firstCause);
        this.accepted = accepted;
    }

    /** One flag for each frame of the body in its order; true = durable in the stream, false = refused. */
    public boolean[] accepted() {
        return accepted.clone();
    }

    private static String describe(boolean[] accepted, Throwable firstCause) {
        int refused = 0;
        for (boolean durable : accepted) {
            refused += durable ? 0 : 1;
        }
        return refused + " of " + accepted.length + " frames are not durable in the stream, first: "
                + (firstCause == null ? "unknown" : firstCause.getMessage());
    }
}
