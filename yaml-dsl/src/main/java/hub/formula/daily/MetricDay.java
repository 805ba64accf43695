package hub.formula.daily;

import java.util.function.DoubleUnaryOperator;

/**
 * What the readings of one metric come to on one day.
 *
 * @param count how many readings there were
 * @param sum their sum
 * @param min the least
 * @param max the greatest
 * @param squares the sum of their squares
 * @param first the earliest
 * @param last the latest
 * @param quantiles the value below which a share (0 to 1) of all lies; NaN where that is not known
 */
public record MetricDay(
        long count,
        double sum,
        double min,
        double max,
        double squares,
        double first,
        double last,
        DoubleUnaryOperator quantiles) {

    /** A day whose readings all had this value. */
    public static MetricDay of(double value) {
        return new MetricDay(1, value, value, value, value * value, value, value, share -> value);
    }
}
