package hub.decode;

import hub.contract.LogicalType;
import hub.formula.Formula;
import hub.product.Conversion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A field's conversion, compiled: from the raw value to the one that people know, or null when it has none. */
final class Converter {

    private static final int SMALL = 256;

    private final Scaling scaling;
    private final double[] curveRaw;
    private final double[] curveValue;
    private final Object[] smallNames;
    private final Map<String, Object> names;
    private final Formula expression;
    private final Slots slots;

    Converter(Conversion conversion, Slots slots) {
        this.scaling = new Scaling(conversion.scale(), conversion.offset());
        List<Conversion.Point> curve = conversion.curve();
        this.curveRaw = curve.stream().mapToDouble(Conversion.Point::raw).toArray();
        this.curveValue = curve.stream().mapToDouble(Conversion.Point::value).toArray();
        this.names = new HashMap<>(conversion.names());
        this.smallNames = new Object[names.isEmpty() ? 0 : SMALL];
        for (int raw = 0; raw < smallNames.length; raw++) {
            smallNames[raw] = names.get(String.valueOf(raw));
        }
        this.expression = conversion.expression().orElse(null);
        this.slots = slots;
    }

    /** Converts a whole number. */
    Object convert(long raw, Reading reading, String field, int offset) {
        Object value;
        if (smallNames.length > 0) {
            value = raw >= 0 && raw < SMALL && smallNames[(int) raw] != null
                    ? smallNames[(int) raw]
                    : name(String.valueOf(raw), raw, field, offset);
        } else {
            value = curveRaw.length > 0 ? curve(raw) : scaling.apply(raw);
        }
        return expression == null ? value : express(value, raw, reading);
    }

    /** Converts a number with a fraction. */
    Object convert(double raw, Reading reading, String field, int offset) {
        Object value;
        if (smallNames.length > 0) {
            value = name(String.valueOf(LogicalType.number(raw)), raw, field, offset);
        } else {
            value = curveRaw.length > 0 ? curve(raw) : scaling.apply(raw);
        }
        return expression == null ? value : express(value, raw, reading);
    }

    /** Converts whatever it is: numbers as above, other values by name and expression. */
    Object convertAny(Object raw, Reading reading, String field, int offset) {
        if (raw instanceof Long || raw instanceof Integer) {
            return convert(((Number) raw).longValue(), reading, field, offset);
        }
        if (raw instanceof Number number) {
            return convert(number.doubleValue(), reading, field, offset);
        }
        Object value = smallNames.length > 0 ? name(String.valueOf(raw), raw, field, offset) : raw;
        return expression == null ? value : express(value, raw, reading);
    }

    private Object name(String key, Object raw, String field, int offset) {
        Object named = names.getOrDefault(key, names.get("_"));
        if (named == null) {
            throw DecodeProblem.contract(
                    field, "enum", raw, offset, "is not named by the product; add it to 'enum', or '_' for all others");
        }
        return named;
    }

    private Object curve(double raw) {
        int last = curveRaw.length - 1;
        if (raw <= curveRaw[0]) {
            return LogicalType.number(curveValue[0]);
        }
        if (raw >= curveRaw[last]) {
            return LogicalType.number(curveValue[last]);
        }
        int right = 1;
        while (curveRaw[right] < raw) {
            right++;
        }
        double part = (raw - curveRaw[right - 1]) / (curveRaw[right] - curveRaw[right - 1]);
        double value = curveValue[right - 1] + part * (curveValue[right] - curveValue[right - 1]);
        return LogicalType.number(Decimals.tidy(value));
    }

    private Object express(Object value, Object raw, Reading reading) {
        reading.record.values[slots.value] = value;
        reading.record.values[slots.raw] = raw;
        Object result = expression.find(reading).orElse(null);
        return result instanceof Double decimal ? LogicalType.number(decimal) : result;
    }
}
