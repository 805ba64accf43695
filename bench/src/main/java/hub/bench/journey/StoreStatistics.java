package hub.bench.journey;

import java.util.Locale;

/**
 * What arrived in the store since the last reset.
 *
 * @param stored readings written
 * @param lastMillis when the last one was written, epoch milliseconds, or 0
 * @param medianMillis from the device's timestamp to the completed write, median
 * @param p99Millis the same, 99th percentile
 * @param worstMillis the same, the worst
 */
public record StoreStatistics(long stored, long lastMillis, long medianMillis, long p99Millis, long worstMillis) {

    /** One line, for the pipe between the store's program and the bench. */
    String line() {
        return String.format(Locale.ROOT, "%d %d %d %d %d", stored, lastMillis, medianMillis, p99Millis, worstMillis);
    }

    static StoreStatistics parse(String line) {
        String[] parts = line.trim().split(" ");
        return new StoreStatistics(
                number(parts, 0), number(parts, 1), number(parts, 2), number(parts, 3), number(parts, 4));
    }

    private static long number(String[] parts, int index) {
        return Long.parseLong(parts[index]);
    }
}
