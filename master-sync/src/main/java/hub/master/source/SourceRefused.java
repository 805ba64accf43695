package hub.master.source;

import java.time.Duration;

/** Says why a source did not tell its rows, and when it wants to be asked again where it said so. */
public final class SourceRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    SourceRefused(String message, Duration wait) {
        super(message);
        this.wait = wait;
    }

    /** How long it wants to be left alone; zero when it did not say. */
    Duration patience() {
        return wait;
    }
}
