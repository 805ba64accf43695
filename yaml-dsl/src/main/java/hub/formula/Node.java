package hub.formula;

import java.util.function.Function;

/**
 * One compiled step of a formula.
 *
 * <p>An undefined result (absent variable, wrong kind, division by zero) is NaN as a number, {@link #UNKNOWN} as a truth
 * and null as a value. Truth is three-valued: {@code false && unknown} is false, {@code true || unknown} is true.
 */
abstract class Node {
    static final int TRUE = 1;
    static final int FALSE = 0;
    static final int UNKNOWN = -1;

    abstract Kind kind();

    abstract double number(Function<String, Object> values);

    abstract int truth(Function<String, Object> values);

    abstract Object value(Function<String, Object> values);

    static double numberOf(Object value) {
        if (value instanceof Double number) {
            return number;
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    static int truthOf(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? TRUE : FALSE;
        }
        return truthOf(numberOf(value));
    }

    static int truthOf(double number) {
        if (Double.isNaN(number)) {
            return UNKNOWN;
        }
        return number != 0 ? TRUE : FALSE;
    }

    static int not(int truth) {
        return truth == UNKNOWN ? UNKNOWN : 1 - truth;
    }

    /** A step that yields a number. */
    abstract static class OfNumber extends Node {
        @Override
        final Kind kind() {
            return Kind.NUMBER;
        }

        @Override
        final int truth(Function<String, Object> values) {
            return truthOf(number(values));
        }

        @Override
        final Object value(Function<String, Object> values) {
            double number = number(values);
            return Double.isNaN(number) ? null : (Object) number;
        }
    }

    /** A step that yields true, false or unknown. */
    abstract static class OfTruth extends Node {
        @Override
        final Kind kind() {
            return Kind.TRUTH;
        }

        @Override
        final double number(Function<String, Object> values) {
            return Double.NaN;
        }

        @Override
        final Object value(Function<String, Object> values) {
            int truth = truth(values);
            return truth == UNKNOWN ? null : (Object) (truth == TRUE);
        }
    }

    /** A step whose kind is known only from its value. */
    abstract static class OfValue extends Node {
        @Override
        Kind kind() {
            return Kind.ANY;
        }

        @Override
        final double number(Function<String, Object> values) {
            return numberOf(value(values));
        }

        @Override
        final int truth(Function<String, Object> values) {
            return truthOf(value(values));
        }
    }
}
