package hub.formula;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The arithmetic that formulas define differently from Java, shared with whatever translates them into another notation. */
public final class FormulaMath {
    private static final double EXACT_INTEGERS = 9.007199254740992E15;

    private FormulaMath() {}

    /** Rounds half to even at 0 to 15 decimals, as EvalEx does; NaN for other decimals. */
    public static double round(double value, double decimals) {
        if (Double.isNaN(value) || Double.isNaN(decimals) || decimals < 0 || decimals > 15) {
            return Double.NaN;
        }
        double scale = Math.pow(10, decimals);
        double scaled = value * scale;
        boolean nearTie = Math.abs(Math.abs(scaled - Math.rint(scaled)) - 0.5) < 1e-6;
        if (nearTie) {
            return BigDecimal.valueOf(tidy(value))
                    .setScale((int) decimals, RoundingMode.HALF_EVEN)
                    .doubleValue();
        }
        return Math.rint(scaled) / scale;
    }

    /** The greatest whole number not above, binary noise aside. */
    public static double floor(double value) {
        return Math.floor(tidy(value));
    }

    /** The least whole number not below, binary noise aside. */
    public static double ceil(double value) {
        return Math.ceil(tidy(value));
    }

    /**
     * A bit operation on whole numbers; NaN unless both are whole and exactly held by a double.
     *
     * @param name {@code bitAnd}, {@code bitOr}, {@code bitXor}, {@code bitShiftLeft}, {@code bitShiftRight} or {@code bitTest}
     */
    public static double bits(String name, double a, double b) {
        if (!isWhole(a) || !isWhole(b)) {
            return Double.NaN;
        }
        long x = (long) a;
        long y = (long) b;
        return switch (name) {
            case "bitAnd" -> x & y;
            case "bitOr" -> x | y;
            case "bitXor" -> x ^ y;
            case "bitShiftLeft" -> x << y;
            case "bitShiftRight" -> x >> y;
            case "bitTest" -> x >> y & 1;
            default -> throw new IllegalArgumentException("no bit operation is called " + name);
        };
    }

    /** Equal but for the binary noise of a few operations. */
    public static boolean same(double a, double b) {
        return a == b || Math.abs(a - b) <= 4 * Math.ulp(Math.max(Math.abs(a), Math.abs(b)));
    }

    /** Takes away the last digits' binary noise, so that 0.1 + 0.2 is 0.3 as people expect. */
    static double tidy(double number) {
        if (Math.abs(number) > 1e6) {
            return number;
        }
        double decimal = Math.rint(number * 1e9) / 1e9;
        return Math.abs(decimal - number) <= 4 * Math.ulp(number) ? decimal : number;
    }

    private static boolean isWhole(double number) {
        return number == Math.rint(number) && Math.abs(number) <= EXACT_INTEGERS;
    }
}
