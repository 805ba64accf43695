package hub.product;

import hub.formula.Formula;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of a raw value: first names or a curve, or scale and offset, then the expression.
 *
 * @param scale multiplies the raw number, exact in decimals
 * @param offset is added afterwards
 * @param curve points (raw, value) between which values are interpolated, by raw; beyond its ends the end values hold
 * @param names raw value, written as text, to what it stands for; {@code _} stands for all others
 * @param expression gives the value from {@code value}, {@code raw} and the other fields
 */
public record Conversion(
        BigDecimal scale,
        BigDecimal offset,
        List<Point> curve,
        Map<String, Object> names,
        Optional<Formula> expression) {

    /** The raw value as it is. */
    public static final Conversion NONE =
            new Conversion(BigDecimal.ONE, BigDecimal.ZERO, List.of(), Map.of(), Optional.empty());

    /** One point of a curve. */
    public record Point(double raw, double value) {}
}
