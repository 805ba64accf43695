package hub.adapters.firmware;

/** Says no to a device's request in AWS IoT's words. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    /** The error codes of AWS IoT Jobs and their HTTP status. */
    enum Code {
        InvalidTopic(400),
        InvalidJson(400),
        InvalidRequest(400),
        InvalidStateTransition(409),
        ResourceNotFound(404),
        VersionMismatch(409),
        InternalError(500),
        RequestThrottled(429),
        TerminalStateReached(410);

        final int status;

        Code(int status) {
            this.status = status;
        }
    }

    private final Code code;
    private final transient Execution execution;

    Refusal(Code code, String message) {
        this(code, message, null);
    }

    /** A refusal that also says where the execution stands, so that the device can mend its view. */
    Refusal(Code code, String message, Execution execution) {
        super(message);
        this.code = code;
        this.execution = execution;
    }

    Code code() {
        return code;
    }

    java.util.Optional<Execution> execution() {
        return java.util.Optional.ofNullable(execution);
    }
}
