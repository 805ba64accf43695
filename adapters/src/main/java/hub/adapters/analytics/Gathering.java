package hub.adapters.analytics;

import java.math.BigDecimal;

/** A part that grows by values and by other parts. */
final class Gathering {

    private static final int SCALE = 4;
    private static final double UNIT = 1e4;
    private static final double MOST_SQUARED = 3e9; // its square is less than a long holds
    private static final double MOST_DIGITS = 1e15; // a double tells decimals of 15 digits apart

    private long n;
    private final ExactSum sum = new ExactSum(SCALE);
    private final ExactSum squares = new ExactSum(2 * SCALE);
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double first;
    private long firstAt = Long.MAX_VALUE;
    private double last;
    private long lastAt = Long.MIN_VALUE;
    private final Sketch sketch = Sketch.empty();

    boolean isEmpty() {
        return n == 0;
    }

    /**
     * @param measured finite
     * @param at device time, epoch milliseconds
     */
    void accept(double measured, long at) {
        double value = measured + 0.0; // there is only one zero
        n++;
        addExactly(value);
        span(value, value, value, at, value, at);
        sketch.accept(value);
    }

    /** A value that is a short decimal counts as that decimal, any other as what its bits say. */
    private void addExactly(double value) {
        double units = Math.rint(value * UNIT);
        boolean isShort = Math.abs(units) < MOST_DIGITS && units / UNIT == value;
        if (isShort && Math.abs(units) < MOST_SQUARED) {
            sum.addUnits((long) units);
            squares.addUnits((long) units * (long) units);
        } else {
            BigDecimal exact = isShort ? BigDecimal.valueOf((long) units, SCALE) : new BigDecimal(value);
            sum.add(exact);
            squares.add(exact.multiply(exact));
        }
    }

    void merge(Part part) {
        n += part.n();
        sum.add(part.sum());
        squares.add(part.sumsq());
        span(part.min(), part.max(), part.first(), part.firstAt(), part.last(), part.lastAt());
        sketch.merge(part.sketch());
    }

    private void span(double least, double most, double early, long earlyAt, double late, long lateAt) {
        min = Math.min(min, least);
        max = Math.max(max, most);
        if (earlyAt < firstAt || earlyAt == firstAt && early < first) {
            first = early;
            firstAt = earlyAt;
        }
        if (lateAt > lastAt || lateAt == lastAt && late > last) {
            last = late;
            lastAt = lateAt;
        }
    }

    Part part() {
        return new Part(n, sum.total(), min, max, squares.total(), first, firstAt, last, lastAt, sketch.bytes());
    }
}
