package hub.adapters.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** One run of a schedule while it lasts; routes hand it to long verbs, which tell it in a few words how far they are. */
public final class ScheduleRun implements Consumer<String> {
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(500);

    private final long id;
    private final Instant due;
    private final ScheduleRows rows;
    private long written;

    ScheduleRun(long id, Instant due, ScheduleRows rows) {
        this.id = id;
        this.due = due;
        this.rows = rows;
        this.written = System.nanoTime() - BETWEEN_WRITES.toNanos();
    }

    /** Says how far the run is; what is said more often than twice a second is left out. */
    @Override
    public synchronized void accept(String progress) {
        long now = System.nanoTime();
        if (now - written >= BETWEEN_WRITES.toNanos()) {
            written = now;
            rows.progress(id, progress);
        }
    }

    /** The time it is done for. */
    public Instant due() {
        return due;
    }

    long id() {
        return id;
    }
}
