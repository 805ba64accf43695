package hub.bench.shadow;

import java.util.Arrays;

/**
 * What a run has shown.
 *
 * @param accepted updates answered with {@code accepted}
 * @param rejected updates answered with {@code rejected}
 * @param silent updates without an answer
 * @param seconds from the first update to the last answer
 * @param latencyNanos from sending an update to its answer, of each accepted one
 */
public record ShadowReport(long accepted, long rejected, long silent, double seconds, long[] latencyNanos) {

    /** Accepted updates per second. */
    public double rate() {
        return accepted / seconds;
    }

    /** Milliseconds that a share of the answers, 0 to 1, did not exceed. */
    public double millis(double share) {
        long[] sorted = latencyNanos.clone();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e6;
    }

    /** One line for people. */
    @Override
    public String toString() {
        return String.format(
                "%,d updates accepted in %.1f s = %,.0f/s; answer p50 %.1f ms, p99 %.1f ms, worst %.1f ms; rejected %,d,"
                        + " without answer %,d",
                accepted, seconds, rate(), millis(0.5), millis(0.99), millis(1), rejected, silent);
    }
}
