package hub.watch;

import java.util.Map;

/**
 * All counters at one moment; two of them make a rate.
 *
 * @param nanos when, by the machine's running clock
 * @param totals exchanges by route
 * @param failures failed exchanges by route
 * @param messages messages by stage
 */
record FlowSample(long nanos, Map<String, Long> totals, Map<String, Long> failures, Map<String, Double> messages) {

    double secondsSince(FlowSample earlier) {
        return Math.max(0.001, (nanos - earlier.nanos) / 1e9);
    }

    /** How much a route's count has grown; one that was loaded anew begins at nothing. */
    static long grown(Map<String, Long> earlier, Map<String, Long> now, String route) {
        long today = now.getOrDefault(route, 0L);
        long before = earlier.getOrDefault(route, 0L);
        return today < before ? today : today - before;
    }
}
