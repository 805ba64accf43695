package hub.adapters.cold;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Hands rows over in small portions and rests after each as long as it took, so that a commit which nothing waits for leaves a processor
 * free for the hot path half of the time.
 */
record UnhurriedRows<R>(List<R> rows) implements Iterable<R> {
    private static final int PORTION = 1_000;

    @Override
    public Iterator<R> iterator() {
        return new Iterator<>() {
            private final Iterator<R> left = rows.iterator();
            private long begun = System.nanoTime();
            private int taken;

            @Override
            public boolean hasNext() {
                return left.hasNext();
            }

            @Override
            public R next() {
                if (++taken % PORTION == 0) {
                    LockSupport.parkNanos(System.nanoTime() - begun);
                    begun = System.nanoTime();
                }
                return left.next();
            }
        };
    }
}
