package hub.contract;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks readings against a contract, all rules of all metrics, without allocating anything for a good reading. */
public final class ContractCheck {

    private final MetricRule[] rules;
    private final int[] slots;
    private final List<CrossRule> crossRules;
    private final MetricNames names;

    /**
     * @param metrics the rules that this check applies
     * @param crossRules the rules over several metrics, applied by {@link #checkTogether}
     * @param names the slots of the readings to come; every metric must have one
     */
    public ContractCheck(List<MetricRule> metrics, List<CrossRule> crossRules, MetricNames names) {
        this.rules = metrics.toArray(MetricRule[]::new);
        this.slots =
                metrics.stream().mapToInt(rule -> names.slot(rule.metric())).toArray();
        this.crossRules = List.copyOf(crossRules);
        this.names = names;
    }

    /**
     * Checks one reading; values of the right type are replaced by their canonical form.
     *
     * @param values by slot
     * @param offsets where each was read, or -1
     * @param sink takes every violation
     */
    public void check(Object[] values, int[] offsets, ViolationSink sink) {
        for (int at = 0; at < rules.length; at++) {
            MetricRule rule = rules[at];
            int slot = slots[at];
            Object value = values[slot];
            if (value != null) {
                Object accepted = rule.type().accept(value);
                if (accepted == null) {
                    report(sink, rule, "type", value, offsets[slot], "must be " + typeName(rule) + kind(value));
                } else {
                    values[slot] = accepted;
                    checkValue(rule, accepted, offsets[slot], sink);
                }
            } else if (rule.required()) {
                report(sink, rule, "required", null, -1, "is required but absent; send it or drop 'required'");
            }
        }
    }

    /** Checks the rules over several metrics; a rule that has no result because a metric is absent is left out. */
    public void checkTogether(Object[] values, ViolationSink sink) {
        for (CrossRule rule : crossRules) {
            Optional<Object> result = rule.check().find(name -> {
                int slot = names.slot(name);
                return slot < 0 ? null : values[slot];
            });
            if (result.isPresent() && !Boolean.TRUE.equals(result.get())) {
                sink.add(rule.mode(), ContractViolation.of("", rule.name(), null, rule.message()));
            }
        }
    }

    private static void checkValue(MetricRule rule, Object value, int offset, ViolationSink sink) {
        if (value instanceof Number number) {
            double decimal = number.doubleValue();
            if (rule.minimum().isPresent() && decimal < rule.minimum().getAsDouble()) {
                report(
                        sink,
                        rule,
                        "range",
                        value,
                        offset,
                        "must be at least " + plain(rule.minimum().getAsDouble()));
            }
            if (rule.maximum().isPresent() && decimal > rule.maximum().getAsDouble()) {
                report(
                        sink,
                        rule,
                        "range",
                        value,
                        offset,
                        "must be at most " + plain(rule.maximum().getAsDouble()));
            }
        }
        if (!rule.allowed().isEmpty() && !rule.allowed().contains(value)) {
            report(sink, rule, "enum", value, offset, "must be one of " + rule.allowed());
        }
    }

    private static void report(
            ViolationSink sink, MetricRule rule, String name, Object value, int offset, String message) {
        sink.add(rule.mode(name), new ContractViolation(rule.metric(), name, value, offset, message));
    }

    private static String typeName(MetricRule rule) {
        return rule.type().name().toLowerCase(Locale.ROOT);
    }

    private static String kind(Object value) {
        return ", not "
                + (value instanceof Number ? "this number" : value.getClass().getSimpleName());
    }

    private static String plain(double number) {
        return String.valueOf(LogicalType.number(number));
    }
}
