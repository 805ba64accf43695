package hub.adapters.rest;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** Keeps one sender from taking the HTTP door for himself: so many requests a minute for each key. */
public final class RequestLimit {

    private static final int MOST_KEYS = 100_000;

    private final LoadingCache<String, Bucket> buckets;

    /** @param requestsPerMinute how many requests one key may make in a minute, at least 1 */
    public RequestLimit(long requestsPerMinute) {
        buckets = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(requestsPerMinute)
                                .refillGreedy(requestsPerMinute, Duration.ofMinutes(1)))
                        .build());
    }

    /**
     * Takes one request.
     *
     * @return 0 when it may go on, else the seconds after which it may be tried again
     */
    public long secondsToWait(String key) {
        ConsumptionProbe probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? 0
                : Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds());
    }
}
