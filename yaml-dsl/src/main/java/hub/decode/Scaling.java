package hub.decode;

import hub.contract.LogicalType;
import java.math.BigDecimal;

/**
 * Scale and offset, exact in decimals: whole numbers are multiplied as such and divided once by a power of ten, which
 * gives the double nearest to the decimal result.
 */
final class Scaling {

    private static final long EXACT = 1L << 53;

    private final BigDecimal scale;
    private final BigDecimal offset;
    private final boolean same;
    private final long multiplier;
    private final long addend;
    private final long divisor;
    private final long largest;

    Scaling(BigDecimal scale, BigDecimal offset) {
        this.scale = scale;
        this.offset = offset;
        this.same = scale.compareTo(BigDecimal.ONE) == 0 && offset.signum() == 0;
        int digits = Math.max(
                0,
                Math.max(
                        scale.stripTrailingZeros().scale(),
                        offset.stripTrailingZeros().scale()));
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(Math.min(digits, 15));
        BigDecimal exactMultiplier = scale.multiply(power);
        BigDecimal exactAddend = offset.multiply(power);
        boolean fits = digits <= 15 && fits(exactMultiplier) && fits(exactAddend);
        this.multiplier = fits ? exactMultiplier.longValue() : 0;
        this.addend = fits ? exactAddend.longValue() : 0;
        this.divisor = power.longValue();
        this.largest = fits ? (EXACT - Math.abs(addend)) / Math.max(1, Math.abs(multiplier)) : -1;
    }

    private static boolean fits(BigDecimal number) {
        return number.abs().compareTo(BigDecimal.valueOf(EXACT / 2)) < 0;
    }

    Object apply(long raw) {
        if (same) {
            return raw;
        }
        if (raw <= largest && raw >= -largest) {
            long product = raw * multiplier + addend;
            if (divisor == 1) {
                return product;
            }
            long whole = product / divisor;
            return whole * divisor == product ? (Object) whole : (Object) ((double) product / divisor);
        }
        return exact(BigDecimal.valueOf(raw));
    }

    Object apply(double raw) {
        return same || !Double.isFinite(raw) ? LogicalType.number(raw) : exact(BigDecimal.valueOf(raw));
    }

    private Object exact(BigDecimal raw) {
        return LogicalType.number(raw.multiply(scale).add(offset).doubleValue());
    }
}
