package hub.contract;

/** The kinds of value a metric may promise, in the words of the Open Data Contract Standard. */
public enum LogicalType {
    INTEGER,
    NUMBER,
    STRING,
    BOOLEAN,
    ARRAY,
    /** A point in time; kept as epoch milliseconds. */
    TIME,
    /** Nothing is promised. */
    ANY;

    private static final double EXACT = 1L << 53;

    /**
     * The value as this type holds it, or null when it is of another type. Numbers are canonical: without a fraction a
     * Long, else a Double, so that equal readings are equal whatever format they came in.
     */
    public Object accept(Object value) {
        return switch (this) {
            case INTEGER -> integer(value);
            case NUMBER -> value instanceof Number number && isFinite(number) ? canonical(number) : null;
            case STRING -> value instanceof String ? value : null;
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case ARRAY -> value instanceof java.util.List ? value : null;
            case TIME -> value instanceof Long ? value : null;
            case ANY -> value instanceof Number number ? canonical(number) : value;
        };
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double decimal) || Double.isFinite(decimal);
    }

    private static Object integer(Object value) {
        return value instanceof Number number && canonical(number) instanceof Long whole ? whole : null;
    }

    private static Object canonical(Number number) {
        if (number instanceof Long) {
            return number;
        }
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        double decimal = number.doubleValue();
        return number instanceof Double same && !isWhole(decimal) ? same : number(decimal);
    }

    /** The canonical number: a Long when it has no fraction and is exact, else a Double. */
    public static Object number(double decimal) {
        return isWhole(decimal) ? (Object) (long) decimal : (Object) decimal;
    }

    private static boolean isWhole(double decimal) {
        return decimal == (long) decimal && Math.abs(decimal) <= EXACT;
    }
}
