package hub.rules;

import hub.formula.FormulaMath;

/**
 * The steps of a translated condition, called by the constraints that the hub writes into rules.
 *
 * <p>They mean what {@link hub.formula.Formula} means: an undefined number is NaN, an undefined truth -1, an undefined
 * value null, and unknown parts decide nothing.
 */
public final class Terms {
    private Terms() {}

    /** A value as a number. */
    public static double number(Object value) {
        return MetricReading.numberOf(value);
    }

    /** A value as a truth. */
    public static int truth(Object value) {
        return value instanceof Boolean truth ? of(truth) : truth(number(value));
    }

    /** A number as a truth. */
    public static int truth(double number) {
        return Double.isNaN(number) ? -1 : of(number != 0);
    }

    /** A number as a value. */
    public static Object value(double number) {
        return Double.isNaN(number) ? null : (Object) number;
    }

    /** A truth as a value. */
    public static Object value(int truth) {
        return truth < 0 ? null : (Object) (truth == 1);
    }

    /** Infinite results are undefined. */
    public static double finite(double number) {
        return Double.isInfinite(number) ? Double.NaN : number;
    }

    /** True unless either is undefined. */
    public static int greater(double a, double b) {
        return undefined(a, b) ? -1 : of(a > b && !FormulaMath.same(a, b));
    }

    /** True unless either is undefined. */
    public static int greaterOrEqual(double a, double b) {
        return undefined(a, b) ? -1 : of(a >= b || FormulaMath.same(a, b));
    }

    /** Equality of two values of any kind. */
    public static int equal(Object a, Object b) {
        if (a == null || b == null) {
            return -1;
        }
        if (a instanceof Number && b instanceof Number) {
            return of(FormulaMath.same(number(a), number(b)));
        }
        return of(a.equals(b));
    }

    /** Equality of two truths. */
    public static int equal(int a, int b) {
        return a < 0 || b < 0 ? -1 : of(a == b);
    }

    /** Both. */
    public static int and(int a, int b) {
        return a == 0 || b == 0 ? 0 : a < 0 || b < 0 ? -1 : 1;
    }

    /** Either. */
    public static int or(int a, int b) {
        return a == 1 || b == 1 ? 1 : a < 0 || b < 0 ? -1 : 0;
    }

    /** The opposite. */
    public static int not(int a) {
        return a < 0 ? -1 : 1 - a;
    }

    /** The number of the branch that the condition chooses. */
    public static double choose(int condition, double yes, double no) {
        return condition < 0 ? Double.NaN : condition == 1 ? yes : no;
    }

    /** The value of the branch that the condition chooses. */
    public static Object chooseValue(int condition, Object yes, Object no) {
        return condition < 0 ? null : condition == 1 ? yes : no;
    }

    /** The first value that is defined. */
    public static Object first(Object... values) {
        for (Object value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Whether a value is defined. */
    public static int present(Object value) {
        return of(value != null);
    }

    private static boolean undefined(double a, double b) {
        return Double.isNaN(a) || Double.isNaN(b);
    }

    private static int of(boolean truth) {
        return truth ? 1 : 0;
    }
}
