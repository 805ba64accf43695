package hub.formula;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/** Compiled arithmetic and numeric functions. */
final class NumberNodes {
    private static final double EXACT_INTEGERS = 9.007199254740992E15;

    private NumberNodes() {}

    static Node unary(Node argument, DoubleUnaryOperator operator) {
        return new Node.OfNumber() {
            @Override
            double number(Function<String, Object> values) {
                return finite(operator.applyAsDouble(argument.number(values)));
            }
        };
    }

    static Node binary(Node left, Node right, DoubleBinaryOperator operator) {
        return new Node.OfNumber() {
            @Override
            double number(Function<String, Object> values) {
                return finite(operator.applyAsDouble(left.number(values), right.number(values)));
            }
        };
    }

    static Node fold(List<Node> arguments, DoubleBinaryOperator operator) {
        Node[] nodes = arguments.toArray(Node[]::new);
        return new Node.OfNumber() {
            @Override
            double number(Function<String, Object> values) {
                double result = nodes[0].number(values);
                for (int i = 1; i < nodes.length; i++) {
                    result = operator.applyAsDouble(result, nodes[i].number(values));
                }
                return result;
            }
        };
    }

    static Node clamp(Node value, Node low, Node high) {
        return new Node.OfNumber() {
            @Override
            double number(Function<String, Object> values) {
                return Math.min(Math.max(value.number(values), low.number(values)), high.number(values));
            }
        };
    }

    /** Rounds half to even at that many decimals, as EvalEx does. */
    static double round(double value, double decimals) {
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

    /** Applies an operation on whole numbers; NaN unless both are whole and exactly held. */
    static double whole(double left, double right, java.util.function.LongBinaryOperator operator) {
        if (!isWhole(left) || !isWhole(right)) {
            return Double.NaN;
        }
        return operator.applyAsLong((long) left, (long) right);
    }

    static boolean isWhole(double number) {
        return number == Math.rint(number) && Math.abs(number) <= EXACT_INTEGERS;
    }

    /** Takes away the last digits' binary noise, so that 0.1 + 0.2 is 0.3 as people expect. */
    static double tidy(double number) {
        if (Math.abs(number) > 1e6) {
            return number;
        }
        double decimal = Math.rint(number * 1e9) / 1e9;
        return Math.abs(decimal - number) <= 4 * Math.ulp(number) ? decimal : number;
    }

    private static double finite(double number) {
        return Double.isInfinite(number) ? Double.NaN : number;
    }
}
