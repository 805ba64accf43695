package hub.product;

import hub.contract.Contract;
import hub.contract.CrossRule;
import hub.contract.LogicalType;
import hub.contract.MetricRule;
import hub.contract.RuleMode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Reads what a product promises: {@code metrics}, {@code rules} and {@code undeclared}. */
final class ContractReader {

    private static final Map<String, String> RULE_OF_KEY = Map.of(
            "required", "required", "logicalType", "type", "minimum", "range", "maximum", "range", "enum", "enum");

    private final ConversionReader conversions;

    ContractReader(ConversionReader conversions) {
        this.conversions = conversions;
    }

    Contract read(SpecNode file) {
        List<MetricRule> metrics = new ArrayList<>();
        file.get("metrics").entries().forEach((name, node) -> {
            conversions.names().define(name, node);
            if (NameScope.RECORD.contains(name) || name.startsWith("_")) {
                node.problem("'" + name + "' is no metric; names that begin with _ and the record's own are not");
            }
            metrics.add(metric(name, node));
        });
        Contract.Undeclared undeclared =
                file.get("undeclared").oneOf(Contract.Undeclared.class, Contract.Undeclared.KEEP);
        return new Contract(List.copyOf(metrics), rules(file.get("rules")), undeclared);
    }

    static MetricRule metric(String name, SpecNode node) {
        OptionalDouble minimum = bound(value(node, "minimum"));
        OptionalDouble maximum = bound(value(node, "maximum"));
        if (minimum.isPresent() && maximum.isPresent() && minimum.getAsDouble() > maximum.getAsDouble()) {
            node.problem("minimum is larger than maximum; exchange them");
        }
        LogicalType type = value(node, "logicalType").oneOf(LogicalType.class, LogicalType.ANY);
        if ((minimum.isPresent() || maximum.isPresent())
                && (type == LogicalType.STRING || type == LogicalType.BOOLEAN || type == LogicalType.ARRAY)) {
            node.problem("only numbers have minimum and maximum; use 'enum' or logicalType number");
        }
        return new MetricRule(
                name,
                type,
                node.get("unit").text(""),
                node.get("description").text(""),
                value(node, "required").flag(false),
                minimum,
                maximum,
                allowed(value(node, "enum"), type),
                modes(node));
    }

    private static SpecNode value(SpecNode metric, String key) {
        SpecNode node = metric.get(key);
        return node.isObject() ? node.get("value") : node;
    }

    private static OptionalDouble bound(SpecNode node) {
        BigDecimal bound = node.decimal(null);
        return bound == null ? OptionalDouble.empty() : OptionalDouble.of(bound.doubleValue());
    }

    private static List<Object> allowed(SpecNode node, LogicalType type) {
        List<Object> allowed = new ArrayList<>();
        for (SpecNode item : node.items()) {
            item.scalar().ifPresent(value -> {
                Object accepted = type.accept(value);
                if (accepted == null) {
                    item.problem("is not of the metric's logicalType; quote texts, do not quote numbers");
                } else {
                    allowed.add(accepted);
                }
            });
        }
        return List.copyOf(allowed);
    }

    private static Map<String, RuleMode> modes(SpecNode node) {
        Map<String, RuleMode> modes = new HashMap<>();
        RuleMode all = node.get("mode").oneOf(RuleMode.class, RuleMode.ENFORCE);
        RULE_OF_KEY.forEach((key, rule) -> {
            RuleMode mode = node.get(key).get("mode").oneOf(RuleMode.class, all);
            if (mode == RuleMode.WARN) {
                modes.put(rule, mode);
            }
        });
        return Map.copyOf(modes);
    }

    private List<CrossRule> rules(SpecNode nodes) {
        List<CrossRule> rules = new ArrayList<>();
        for (SpecNode node : nodes.items()) {
            conversions.formula(node.get("check")).ifPresent(check -> {
                if (!check.isCondition()) {
                    node.get("check").problem("must be true or false; compare something, such as tempC < 100");
                }
                rules.add(new CrossRule(
                        node.get("name").text(""),
                        check,
                        node.get("message").text(""),
                        node.get("mode").oneOf(RuleMode.class, RuleMode.ENFORCE)));
            });
        }
        return List.copyOf(rules);
    }
}
