package hub.adapters.stream;

/** Says why the bytes of a stream record are not a frame; caught where the batch is read and turned into a dead letter. */
final class UnreadableRecord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableRecord(String message) {
        super(message, null, false, false);
    }
}
