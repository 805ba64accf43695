package hub.rules;

import hub.formula.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes YAML rules as Drools rules: plain comparisons become constraints, anything else a function of the fact. */
final class YamlDrl {
    private static final Map<String, String> MIRRORED = Map.of(">", "<", "<", ">", ">=", "<=", "<=", ">=");

    private final StringBuilder functions = new StringBuilder();
    private final StringBuilder rules = new StringBuilder();
    private int count;

    private YamlDrl() {}

    static String of(List<YamlRule> all) {
        YamlDrl drl = new YamlDrl();
        all.forEach(drl::rule);
        return "package " + SheetDrl.PACKAGE
                + ";\nimport hub.rules.MetricReading;\nimport hub.rules.Terms;\nimport hub.formula.FormulaMath;\n"
                + "import hub.message.Severity;\nglobal hub.rules.Verdicts verdicts;\n\n" + drl.functions + drl.rules;
    }

    private void rule(YamlRule rule) {
        String metric = rule.row().metric();
        List<String> constraints = new ArrayList<>();
        constraints.add("metric == " + ConditionWriter.text(metric));
        for (SyntaxNode part : conjuncts(rule.condition().syntaxTree(), new ArrayList<>())) {
            constraints.add(plain(part, metric).orElseGet(() -> function(part)));
        }
        rules.append("rule ").append(ConditionWriter.text(rule.row().name())).append("\nwhen\n    m : MetricReading(");
        rules.append(String.join(", ", constraints)).append(")\nthen\n");
        rules.append("    verdicts.met(drools.getRule().getName(), m, Severity.")
                .append(rule.row().severity())
                .append(");\nend\n\n");
    }

    private static List<SyntaxNode> conjuncts(SyntaxNode node, List<SyntaxNode> parts) {
        if (node instanceof SyntaxNode.Operation operation && operation.name().equals("&&")) {
            operation.arguments().forEach(argument -> conjuncts(argument, parts));
        } else {
            parts.add(node);
        }
        return parts;
    }

    /** The constraint of a comparison of the rule's own metric, or of its past, with a number. */
    private static Optional<String> plain(SyntaxNode node, String metric) {
        if (!(node instanceof SyntaxNode.Operation operation) || !MIRRORED.containsKey(operation.name())) {
            return Optional.empty();
        }
        SyntaxNode left = operation.arguments().get(0);
        SyntaxNode right = operation.arguments().get(1);
        Optional<String> property = property(left, metric);
        if (property.isPresent() && isNumber(right)) {
            return Optional.of(property.get() + " " + operation.name() + " " + ((SyntaxNode.Literal) right).value());
        }
        Optional<String> mirrored = property(right, metric);
        if (mirrored.isPresent() && isNumber(left)) {
            String operator = MIRRORED.get(operation.name());
            return Optional.of(mirrored.get() + " " + operator + " " + ((SyntaxNode.Literal) left).value());
        }
        return Optional.empty();
    }

    private static Optional<String> property(SyntaxNode node, String metric) {
        if (!(node instanceof SyntaxNode.Variable variable)
                || !PastMetric.metricOf(variable.name()).equals(metric)) {
            return Optional.empty();
        }
        String past = variable.name().substring(metric.length());
        return Optional.of(past.isEmpty() ? "value" : past.substring(1));
    }

    private static boolean isNumber(SyntaxNode node) {
        return node instanceof SyntaxNode.Literal literal && literal.value() instanceof Double;
    }

    private String function(SyntaxNode part) {
        String name = "condition" + ++count;
        functions
                .append("function boolean ")
                .append(name)
                .append("(MetricReading m) {\n    return ")
                .append(ConditionWriter.truth(part))
                .append(" == 1;\n}\n\n");
        return name + "(this)";
    }
}
