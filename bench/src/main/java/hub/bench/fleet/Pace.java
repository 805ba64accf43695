package hub.bench.fleet;

import java.util.concurrent.locks.LockSupport;

/**
 * Says when the n-th message of one connection is due, so that a slow receiver cannot hide its delay: the due time, not the
 * time of sending, is what the device writes into its message.
 */
final class Pace {
    private final double perSecond;
    private final long startNanos = System.nanoTime();
    private final long startMillis = System.currentTimeMillis();

    /** @param perSecond messages per second, or 0 for as many as the receiver takes */
    Pace(double perSecond) {
        this.perSecond = perSecond;
    }

    /** How many messages may have been sent by now. */
    long due() {
        return perSecond <= 0 ? Long.MAX_VALUE : (long) ((System.nanoTime() - startNanos) * perSecond / 1e9) + 1;
    }

    /** Device time of the n-th message (from 0), epoch milliseconds. */
    long timestamp(long n) {
        return perSecond <= 0 ? System.currentTimeMillis() : startMillis + (long) (n * 1000.0 / perSecond);
    }

    /** Waits until the n-th message (from 0) is due, at most 100 ms. */
    void await(long n) {
        if (perSecond > 0) {
            long wait = startNanos + (long) (n * 1e9 / perSecond) - System.nanoTime();
            LockSupport.parkNanos(Math.max(100_000, Math.min(wait, 100_000_000L)));
        }
    }
}
