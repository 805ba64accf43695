package hub.rules;

import hub.formula.Formula;
import java.util.Optional;
import java.util.function.Function;

/**
 * When an open alarm ends by the device's own data.
 *
 * @param metric the metric that the limits speak of
 * @param below the value must be below this, NaN for no such demand
 * @param above the value must be above this, NaN for no such demand
 * @param formula a condition over the reading, if the rule is written with one
 * @param forMillis how long it must hold without a break
 * @param cooldownMillis how long after the end no new alarm begins
 */
record Clearing(
        String metric, double below, double above, Optional<Formula> formula, long forMillis, long cooldownMillis) {

    /** Whether a reading that does not meet the rule's condition ends the alarm; without any demand it does. */
    boolean isMetBy(Function<String, Object> metrics) {
        if (formula.isPresent()) {
            return formula.get().test(metrics);
        }
        if (Double.isNaN(below) && Double.isNaN(above)) {
            return true;
        }
        double value = MetricReading.numberOf(metrics.apply(metric));
        return !Double.isNaN(value) && (Double.isNaN(below) || value < below) && (Double.isNaN(above) || value > above);
    }

    /** The end in words. */
    String inWords() {
        String limit = formula.map(text -> text + " is met").orElseGet(this::limits);
        return forMillis == 0 ? limit : limit + " for " + Words.duration(forMillis);
    }

    private String limits() {
        if (Double.isNaN(below) && Double.isNaN(above)) {
            return "the condition is no longer met";
        }
        String text = Double.isNaN(below) ? "" : metric + " is below " + Words.number(below);
        String other = Double.isNaN(above) ? "" : metric + " is above " + Words.number(above);
        return text.isEmpty() ? other : other.isEmpty() ? text : text + " and " + other;
    }
}
