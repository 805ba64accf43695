package hub.adapters.analytics;

import java.math.BigDecimal;

/** A sum without rounding, so that the order in which readings come never shows; fast while its terms are short decimals. */
final class ExactSum {

    private final int scale;
    private long units;
    private BigDecimal rest = BigDecimal.ZERO;

    /** @param scale digits after the point that {@link #addUnits} counts in */
    ExactSum(int scale) {
        this.scale = scale;
    }

    void addUnits(long more) {
        long sum = units + more;
        if (((units ^ sum) & (more ^ sum)) < 0) {
            rest = rest.add(BigDecimal.valueOf(units, scale));
            sum = more;
        }
        units = sum;
    }

    void add(BigDecimal more) {
        rest = rest.add(more);
    }

    /** The sum in its shortest form: equal sums are {@link Object#equals equal}. */
    BigDecimal total() {
        return shortest(rest.add(BigDecimal.valueOf(units, scale)));
    }

    static BigDecimal shortest(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
