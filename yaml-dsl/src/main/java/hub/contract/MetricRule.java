package hub.contract;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a product promises about one metric.
 *
 * @param metric the metric's name
 * @param type what kind of value it is
 * @param unit the unit, for people, or empty
 * @param description what it means, for people, or empty
 * @param required whether every reading must have it
 * @param minimum the smallest allowed number
 * @param maximum the largest allowed number
 * @param allowed the only allowed values, or empty for any
 * @param modes rule name ({@code required}, {@code type}, {@code range}, {@code enum}) to mode; absent means enforce
 */
public record MetricRule(
        String metric,
        LogicalType type,
        String unit,
        String description,
        boolean required,
        OptionalDouble minimum,
        OptionalDouble maximum,
        List<Object> allowed,
        Map<String, RuleMode> modes) {

    /** How strictly a rule of this metric is taken. */
    public RuleMode mode(String rule) {
        return modes.getOrDefault(rule, RuleMode.ENFORCE);
    }
}
