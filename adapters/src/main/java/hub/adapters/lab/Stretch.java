package hub.adapters.lab;

/**
 * What one metric did in one stretch of a device's time.
 *
 * @param metric its name
 * @param number which stretch, counted from the span's begin
 * @param at the first reading, epoch milliseconds
 * @param low the smallest value
 * @param high the largest value
 * @param sum of all values
 * @param count how many
 */
public record Stretch(String metric, long number, long at, double low, double high, double sum, long count) {

    /** Both together. */
    public Stretch plus(Stretch other) {
        return new Stretch(
                metric,
                number,
                Math.min(at, other.at),
                Math.min(low, other.low),
                Math.max(high, other.high),
                sum + other.sum,
                count + other.count);
    }
}
