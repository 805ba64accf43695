package hub.rules;

import hub.message.Severity;
import java.util.Map;

/** The global that a table's rows report to when their condition is met. */
public final class Verdicts {
    private final Map<String, RuleRow> rows;

    Verdicts(Map<String, RuleRow> rows) {
        this.rows = rows;
    }

    /**
     * Called by Drools: the row of that name is met.
     *
     * @param rule the rule's name
     * @param fact the reading that met it
     * @param severity the row's severity
     */
    public void met(String rule, MetricReading fact, Severity severity) {
        RuleRow row = rows.get(rule);
        Reading reading = fact.reading();
        if (row != null
                && row.appliesTo(reading.telemetry().productId())
                && row.inForceAt(reading.telemetry().ingestTimestamp())) {
            reading.met(row, severity, fact);
        }
    }
}
