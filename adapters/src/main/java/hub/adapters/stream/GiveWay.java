package hub.adapters.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Lets a reader of the stream stand back while a more urgent group of this hub is behind, because both live on the same processors. It
 * never starves: each batch waits for a bounded time only, and after a long time without a break nobody is given way to any more until
 * the urgent group has caught up once.
 */
public final class GiveWay {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final LongSupplier behind;
    private final GiveWaySettings settings;
    private final Clock clock;
    private final Timer stoodBack;
    private Instant since = Instant.MAX;

    /** @param behind how much the urgent group has not finished, such as {@link GroupLag} */
    public GiveWay(LongSupplier behind, GiveWaySettings settings, MeterRegistry meters, Clock clock) {
        this.behind = behind;
        this.settings = settings;
        this.clock = clock;
        this.stoodBack = Timer.builder("hub.cold.stood.back")
                .description("Batches of the cold store that waited for the hot path, and how long")
                .register(meters);
    }

    /** Holds the caller while the way is not free, as long as one batch may wait at most. */
    public void standBack() {
        if (isFree()) {
            return;
        }
        long begun = System.nanoTime();
        long most = settings.batch().toNanos();
        do {
            LockSupport.parkNanos(LOOK_NANOS);
        } while (System.nanoTime() - begun < most && !Thread.currentThread().isInterrupted() && !isFree());
        stoodBack.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }

    /** Whether there is nobody to give way to, or way was given without a break for as long as it may. */
    public synchronized boolean isFree() {
        if (settings.above() == 0 || behind.getAsLong() <= settings.above()) {
            since = Instant.MAX;
            return true;
        }
        Instant now = clock.instant();
        if (since.equals(Instant.MAX)) {
            since = now;
        }
        return !now.isBefore(since.plus(settings.atMost()));
    }
}
