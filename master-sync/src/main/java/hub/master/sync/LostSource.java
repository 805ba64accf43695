package hub.master.sync;

/** Says that another hub follows the source now, so that this one must stop. */
public final class LostSource extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostSource(String source) {
        super("source " + source + " is followed by another hub now");
    }
}
