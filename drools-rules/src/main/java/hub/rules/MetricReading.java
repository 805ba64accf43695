package hub.rules;

import java.util.List;

/**
 * The fact that tables speak of: one metric of one reading, with its past as far as some row looks at it.
 *
 * <p>Numbers that are not known are NaN, which meets no comparison.
 */
public final class MetricReading {
    private final Reading reading;
    private final String metric;
    private final Object raw;
    private final double value;
    private final double previous;
    private final double slopePerMinute;
    private final boolean trend;

    MetricReading(Reading reading, String metric, Object raw, double previous, double slopePerMinute, boolean trend) {
        this.reading = reading;
        this.metric = metric;
        this.raw = raw;
        this.value = numberOf(raw);
        this.previous = previous;
        this.slopePerMinute = slopePerMinute;
        this.trend = trend;
    }

    /** The metric's name. */
    public String getMetric() {
        return metric;
    }

    /** Its value, NaN when it is not a number. */
    public double getValue() {
        return value;
    }

    /** The value of the reading before, NaN when there is none. */
    public double getPrevious() {
        return previous;
    }

    /** How much it differs from the reading before. */
    public double getChange() {
        return value - previous;
    }

    /** The trend over the last five minutes, in units per minute, NaN while there are too few readings. */
    public double getSlopePerMinute() {
        return slopePerMinute;
    }

    /** The device's product. */
    public String getProductId() {
        return reading.telemetry().productId();
    }

    /** The metrics that came with the same reading, itself included. */
    public List<MetricReading> getOthers() {
        return reading.facts();
    }

    /** Whether its value is that text, number or truth. */
    public boolean is(String expected) {
        if (raw instanceof Number) {
            try {
                return value == Double.parseDouble(expected);
            } catch (NumberFormatException notANumber) {
                return false;
            }
        }
        return raw.toString().equalsIgnoreCase(expected);
    }

    /** Another metric of the same reading as a number, NaN when it is absent or not a number. */
    public double number(String name) {
        return name.equals(metric) ? value : numberOf(reading.metric(name));
    }

    /** Another metric of the same reading, null when it is absent. */
    public Object any(String name) {
        return reading.metric(name);
    }

    /** The value before of a metric of the same reading, NaN when unknown. */
    public double previous(String name) {
        MetricReading fact = reading.fact(name);
        return fact == null ? Double.NaN : fact.previous;
    }

    /** The change of a metric of the same reading, NaN when unknown. */
    public double change(String name) {
        MetricReading fact = reading.fact(name);
        return fact == null ? Double.NaN : fact.getChange();
    }

    /** The trend of a metric of the same reading in units per minute, NaN when unknown. */
    public double slope(String name) {
        MetricReading fact = reading.fact(name);
        return fact == null ? Double.NaN : fact.slopePerMinute;
    }

    /** Whether its trend is followed. */
    boolean hasTrend() {
        return trend;
    }

    int hash() {
        return raw.hashCode();
    }

    Reading reading() {
        return reading;
    }

    static double numberOf(Object value) {
        if (value instanceof Double number) {
            return number;
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
