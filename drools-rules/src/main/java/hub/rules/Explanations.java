package hub.rules;

import hub.message.AlarmExplanation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in the analyst's terms why a row was met. */
final class Explanations {
    private Explanations() {}

    static AlarmExplanation of(Reading.Verdict verdict, Reading reading) {
        RuleRow row = verdict.row();
        Map<String, Object> values = values(row, reading);
        return new AlarmExplanation(
                row.table(), row.version(), row.number(), row.cell(), values, sentence(row, values));
    }

    private static Map<String, Object> values(RuleRow row, Reading reading) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String metric : row.needs()) {
            values.put(metric, reading.metric(metric));
            MetricReading fact = reading.fact(metric);
            if (fact != null && row.memory().previous()) {
                putKnown(values, metric + PastMetric.PREVIOUS, fact.getPrevious());
            }
            if (fact != null && row.memory().slope()) {
                putKnown(values, metric + PastMetric.SLOPE, fact.getSlopePerMinute());
            }
        }
        return values;
    }

    private static void putKnown(Map<String, Object> values, String name, double number) {
        if (!Double.isNaN(number)) {
            values.put(name, Math.rint(number * 1e6) / 1e6);
        }
    }

    private static String sentence(RuleRow row, Map<String, Object> values) {
        String seen = values.entrySet().stream()
                .map(entry -> entry.getKey() + " " + Words.value(entry.getValue()))
                .collect(Collectors.joining(", "));
        RuleRow.Dampening dampening = row.dampening();
        return seen + " meets '" + row.condition() + "'"
                + (dampening.forMillis() > 0 ? " for " + Words.duration(dampening.forMillis()) : "")
                + (dampening.window() > 0 ? " in " + dampening.hits() + " of " + dampening.window() + " readings" : "")
                + (row.why().isEmpty() ? "" : ": " + row.why())
                + " (rule " + row.name() + ", " + row.table() + " " + row.cell() + ")";
    }
}
