package hub.adapters.stream;

/** Names of the message headers the stream sets, so that routes and doors do not spell them twice. */
public final class StreamHeaders {
    /** After a sink: {@code boolean[]}, one for each frame of the body in its order; true = durable, false = refused. */
    public static final String ACCEPTED = "HubStreamAccepted";

    /** From a source: {@code List<DeadLetter>} of records that are not frames; absent when there are none. */
    public static final String UNREADABLE = "HubStreamUnreadable";

    /** From a source: {@code Integer}, 1 for the first delivery of a batch, 2 for the first repetition ... */
    public static final String ATTEMPT = "HubStreamAttempt";

    private StreamHeaders() {}
}
