package hub.formula.daily;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a formula yields for one day.
 *
 * @param value the result; absent rather than wrong
 * @param reason why it is absent, or empty
 * @param inputs what it was computed from, by the names the formula uses; an absent one is left out
 */
public record DailyValue(OptionalDouble value, String reason, Map<String, Double> inputs) {}
