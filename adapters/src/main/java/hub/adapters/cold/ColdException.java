package hub.adapters.cold;

/** Says that the cold store could not be read or written, where, why, and what to do about it; nothing is lost. */
public final class ColdException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ColdException(String message, Throwable cause) {
        super(message, cause);
    }
}
