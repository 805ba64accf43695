package hub.console.account;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts wrong passwords, so that nobody can try thousands of them. */
public final class FailedSignIns {

    private static final int CAPACITY = 10_000;

    private final int limit;
    private final long nanos;
    private final Map<String, ArrayDeque<Long>> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ArrayDeque<Long>> eldest) {
            return size() > CAPACITY;
        }
    };

    /**
     * @param limit how many wrong passwords are borne
     * @param within in which time
     */
    public FailedSignIns(int limit, Duration within) {
        this.limit = limit;
        this.nanos = within.toNanos();
    }

    /** Notes a wrong password of somebody, a name at an address; says whether he has to wait from now on. */
    public synchronized boolean note(String who) {
        ArrayDeque<Long> times = failures.computeIfAbsent(who, key -> new ArrayDeque<>());
        times.addLast(System.nanoTime());
        if (times.size() > limit) {
            times.removeFirst();
        }
        return mustWait(who);
    }

    /** Whether somebody has to wait before the next try. */
    public synchronized boolean mustWait(String who) {
        ArrayDeque<Long> times = failures.get(who);
        return times != null && times.size() >= limit && System.nanoTime() - times.getFirst() < nanos;
    }

    /** Forgets somebody's failures after a right password. */
    public synchronized void forget(String who) {
        failures.remove(who);
    }
}
