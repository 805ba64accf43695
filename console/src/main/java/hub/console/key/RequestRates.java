package hub.console.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** Keeps one caller from taking the API for himself; counted in this process. */
public final class RequestRates {

    private static final int MOST_CALLERS = 100_000;

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    /**
     * Takes one request.
     *
     * @param caller an address or the id of a key
     * @param perMinute how many he may make in a minute; another number than before begins anew
     * @return 0 when it may go on, else the seconds after which it may be tried again
     */
    public long secondsToWait(String caller, int perMinute) {
        ConsumptionProbe probe =
                buckets.get(caller + " " + perMinute, key -> bucket(perMinute)).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? 0
                : Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1);
    }

    private static Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }
}
