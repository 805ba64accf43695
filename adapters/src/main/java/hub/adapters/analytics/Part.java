package hub.adapters.analytics;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;

/**
 * What some readings of one metric come to; two parts of different readings merge into the part of all of them, in any order and
 * grouping.
 *
 * @param n how many values
 * @param sum exact
 * @param sumsq the exact sum of squares
 * @param first the value at {@code firstAt}, the smallest if there are several
 * @param firstAt device time of the earliest value, epoch milliseconds
 * @param last the value at {@code lastAt}, the largest if there are several
 * @param lastAt device time of the latest value, epoch milliseconds
 * @param sketch see {@link Sketch#bytes}
 */
record Part(
        long n,
        BigDecimal sum,
        double min,
        double max,
        BigDecimal sumsq,
        double first,
        long firstAt,
        double last,
        long lastAt,
        byte[] sketch) {

    Part merge(Part other) {
        Gathering both = new Gathering();
        both.merge(this);
        both.merge(other);
        return both.part();
    }

    double average() {
        return sum.doubleValue() / n;
    }

    /** The standard deviation of all values, as of a whole population. */
    double deviation() {
        BigDecimal count = BigDecimal.valueOf(n);
        double squares = sumsq.multiply(count).subtract(sum.multiply(sum)).doubleValue();
        return Math.sqrt(Math.max(0, squares)) / n;
    }

    /** Quantiles, never outside what was measured. */
    double[] quantiles(double... shares) {
        double[] found = Sketch.quantiles(sketch, shares);
        for (int index = 0; index < found.length; index++) {
            found[index] = Math.max(min, Math.min(max, found[index]));
        }
        return found;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Part part
                && n == part.n
                && sum.equals(part.sum)
                && min == part.min
                && max == part.max
                && sumsq.equals(part.sumsq)
                && first == part.first
                && firstAt == part.firstAt
                && last == part.last
                && lastAt == part.lastAt
                && Arrays.equals(sketch, part.sketch);
    }

    @Override
    public int hashCode() {
        return Objects.hash(n, sum, sumsq, firstAt, lastAt);
    }
}
