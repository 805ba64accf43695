package hub.adapters.analytics;

import java.util.Comparator;

/**
 * Which values a part counts.
 *
 * @param hour the hour's beginning, epoch milliseconds
 */
record PartKey(String productId, long hour, String deviceId, String metric) {

    /** The order of the store's primary key. */
    static final Comparator<PartKey> IN_STORE = Comparator.comparing(PartKey::productId)
            .thenComparingLong(PartKey::hour)
            .thenComparing(PartKey::deviceId)
            .thenComparing(PartKey::metric);

    static final long HOUR = 3_600_000;
    static final long DAY = 24 * HOUR;

    /** The beginning of the hour (UTC) that a time lies in. */
    static long hourOf(long time) {
        return time - Math.floorMod(time, HOUR);
    }
}
