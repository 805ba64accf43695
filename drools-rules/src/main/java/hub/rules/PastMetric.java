package hub.rules;

import java.util.List;

/** Variables of conditions that look at a metric's past: {@code tempC.previous}, {@code .change}, {@code .slopePerMinute}. */
final class PastMetric {
    static final String PREVIOUS = ".previous";
    static final String CHANGE = ".change";
    static final String SLOPE = ".slopePerMinute";

    private PastMetric() {}

    static String metricOf(String variable) {
        for (String suffix : List.of(PREVIOUS, CHANGE, SLOPE)) {
            if (variable.endsWith(suffix)) {
                return variable.substring(0, variable.length() - suffix.length());
            }
        }
        return variable;
    }

    static RuleRow.Memory memoryOf(List<String> variables) {
        boolean previous = variables.stream().anyMatch(name -> name.endsWith(PREVIOUS) || name.endsWith(CHANGE));
        boolean slope = variables.stream().anyMatch(name -> name.endsWith(SLOPE));
        return new RuleRow.Memory(previous, slope);
    }
}
