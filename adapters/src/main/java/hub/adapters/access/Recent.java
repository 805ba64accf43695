package hub.adapters.access;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something small that is asked for very often: read once a second at most, and kept as it was while the store is away. */
final class Recent<T> {

    /** Reads it anew. */
    interface Reader<T> {
        T read() throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Recent.class);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Reader<T> reader;
    private final Clock clock;
    private T known;
    private Instant until = Instant.MIN;

    Recent(Reader<T> reader, T first, Clock clock) {
        this.reader = reader;
        this.known = first;
        this.clock = clock;
    }

    synchronized T get() {
        Instant now = clock.instant();
        if (!now.isBefore(until) || now.plus(FRESH).isBefore(until)) {
            try {
                known = reader.read();
            } catch (SQLException away) {
                LOG.warn("accounts and keys are as last known, the store does not answer: {}", away.getMessage());
            }
            until = now.plus(FRESH);
        }
        return known;
    }

    synchronized void forget() {
        until = Instant.MIN;
    }
}
