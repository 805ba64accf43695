package hub.contract;

import java.util.List;

/**
 * All promises of one product about its readings.
 *
 * @param metrics one entry per declared metric
 * @param rules promises over several metrics
 * @param undeclared what happens to a metric that the product did not name
 */
public record Contract(List<MetricRule> metrics, List<CrossRule> rules, Undeclared undeclared) {

    /** What happens to a metric that the product did not name. */
    public enum Undeclared {
        KEEP,
        DROP,
        REFUSE
    }
}
