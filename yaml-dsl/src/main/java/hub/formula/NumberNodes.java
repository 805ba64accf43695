package hub.formula;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/** Compiled arithmetic and numeric functions. */
final class NumberNodes {
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

    private static double finite(double number) {
        return Double.isInfinite(number) ? Double.NaN : number;
    }
}
