package hub.formula;

import java.util.function.Function;

/** Compiled comparisons and logic. */
final class TruthNodes {
    private TruthNodes() {}

    /** Decides on the order of two defined numbers; equal numbers come as two equal values. */
    interface Order {
        boolean holds(double left, double right);
    }

    static Node compare(Node left, Node right, Order order) {
        return new Node.OfTruth() {
            @Override
            int truth(Function<String, Object> values) {
                double a = left.number(values);
                double b = right.number(values);
                if (Double.isNaN(a) || Double.isNaN(b)) {
                    return UNKNOWN;
                }
                return order.holds(a, FormulaMath.same(a, b) ? a : b) ? TRUE : FALSE;
            }
        };
    }

    static Node equal(Node left, Node right) {
        return new Node.OfTruth() {
            @Override
            int truth(Function<String, Object> values) {
                if (left.kind() == Kind.NUMBER && right.kind() == Kind.NUMBER) {
                    double a = left.number(values);
                    double b = right.number(values);
                    return Double.isNaN(a) || Double.isNaN(b) ? UNKNOWN : FormulaMath.same(a, b) ? TRUE : FALSE;
                }
                if (left.kind() == Kind.TRUTH || right.kind() == Kind.TRUTH) {
                    int a = left.truth(values);
                    int b = right.truth(values);
                    return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a == b ? TRUE : FALSE;
                }
                return equalValues(left.value(values), right.value(values));
            }
        };
    }

    private static int equalValues(Object a, Object b) {
        if (a == null || b == null) {
            return Node.UNKNOWN;
        }
        if (a instanceof Number && b instanceof Number) {
            return FormulaMath.same(Node.numberOf(a), Node.numberOf(b)) ? Node.TRUE : Node.FALSE;
        }
        return a.equals(b) ? Node.TRUE : Node.FALSE;
    }

    static Node not(Node argument) {
        return new Node.OfTruth() {
            @Override
            int truth(Function<String, Object> values) {
                return not(argument.truth(values));
            }
        };
    }

    static Node and(Node left, Node right) {
        return new Node.OfTruth() {
            @Override
            int truth(Function<String, Object> values) {
                int a = left.truth(values);
                if (a == FALSE) {
                    return FALSE;
                }
                int b = right.truth(values);
                return b == FALSE ? FALSE : a == UNKNOWN || b == UNKNOWN ? UNKNOWN : TRUE;
            }
        };
    }

    static Node or(Node left, Node right) {
        return new Node.OfTruth() {
            @Override
            int truth(Function<String, Object> values) {
                int a = left.truth(values);
                if (a == TRUE) {
                    return TRUE;
                }
                int b = right.truth(values);
                return b == TRUE ? TRUE : a == UNKNOWN || b == UNKNOWN ? UNKNOWN : FALSE;
            }
        };
    }

    static Node bitTest(Node number, Node bit) {
        return new Node.OfTruth() {
            @Override
            int truth(Function<String, Object> values) {
                return truthOf(FormulaMath.bits("bitTest", number.number(values), bit.number(values)));
            }
        };
    }

    static Node present(Node argument) {
        return new Node.OfTruth() {
            @Override
            int truth(Function<String, Object> values) {
                return argument.value(values) == null ? FALSE : TRUE;
            }
        };
    }
}
