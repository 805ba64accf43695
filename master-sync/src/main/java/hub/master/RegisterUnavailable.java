package hub.master;

/** Says that the register's database did not answer, so that the batch which needed it is tried again later. */
public final class RegisterUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RegisterUnavailable(String message, Throwable cause) {
        super(message + ": " + cause.getMessage() + "; is the warm store up?", cause);
    }
}
