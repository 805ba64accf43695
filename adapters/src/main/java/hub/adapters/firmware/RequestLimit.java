package hub.adapters.firmware;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many requests one device may make: so many in a second, twice as many at once. Each hub counts for itself, and only
 * for the devices that asked last, because a limit need not survive a restart.
 */
final class RequestLimit {

    private static final int MOST_DEVICES = 100_000;
    private static final double NANOS = 1e9;

    private final int perSecond;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_DEVICES;
        }
    };

    /** @param perSecond requests of one device; 0 for no limit */
    RequestLimit(int perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    private record Bucket(double left, Instant at) {}

    /** Whether the device may ask now; if so, it has asked. */
    synchronized boolean takes(String thing) {
        if (perSecond == 0) {
            return true;
        }
        Instant now = clock.instant();
        double most = 2.0 * perSecond;
        Bucket before = buckets.getOrDefault(thing, new Bucket(most, now));
        double grown =
                before.left() + Math.max(0, Duration.between(before.at(), now).toNanos()) / NANOS * perSecond;
        double left = Math.min(most, grown);
        boolean allowed = left >= 1;
        buckets.put(thing, new Bucket(allowed ? left - 1 : left, now));
        return allowed;
    }
}
