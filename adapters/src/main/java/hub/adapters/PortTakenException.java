package hub.adapters;

/** Ends start-up with one line an operator can act on, before any server has been started half-way. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int port;
    private final String setting;

    PortTakenException(String host, int port, String setting, Throwable cause) {
        super(
                "Port " + port + " on " + host
                        + " is taken by another program. Stop that program, or choose another port with the setting "
                        + setting + " (0 takes any free port).",
                cause);
        this.port = port;
        this.setting = setting;
    }

    /** The port that could not be bound. */
    public int port() {
        return port;
    }

    /** Name of the setting that changes the port, e.g. {@code hub.mqtt.port}. */
    public String setting() {
        return setting;
    }
}
