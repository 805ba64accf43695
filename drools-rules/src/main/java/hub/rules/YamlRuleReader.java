package hub.rules;

import hub.formula.Formula;
import hub.formula.FormulaProblem;
import hub.message.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads rules in the YAML form, naming line and field of everything that is wrong. */
final class YamlRuleReader {
    private static final Set<String> TYPES = Set.of("threshold", "pattern");

    private final RuleTable table;
    private final TableProblems problems;
    private final ValueReader values;
    private final Map<String, String> names = new HashMap<>();

    private YamlRuleReader(RuleTable table, TableProblems problems) {
        this.table = table;
        this.problems = problems;
        this.values = new ValueReader(problems);
    }

    static List<YamlRule> read(RuleTable table, TableProblems problems) {
        YamlRuleReader reader = new YamlRuleReader(table, problems);
        List<YamlRule> rules = new ArrayList<>();
        for (YamlFields fields : YamlFields.read(table, problems)) {
            reader.rule(fields).ifPresent(rules::add);
        }
        if (rules.isEmpty() && problems.isEmpty()) {
            problems.add("", "the file has no rules; write at least ruleId, condition and severity");
        }
        return rules;
    }

    private Optional<YamlRule> rule(YamlFields fields) {
        String name = fields.text("ruleId");
        checkName(fields, name);
        String type = fields.text("type");
        if (!type.isEmpty() && !TYPES.contains(type)) {
            problems.add(fields.place("type"), "'" + type + "' is not a type; write threshold or pattern");
        }
        Optional<Formula> condition = condition(fields, "condition");
        if (condition.isEmpty() && fields.text("condition").isEmpty()) {
            problems.add(fields.place("condition"), "the condition is missing; write one such as metrics.tempC > 80");
        }
        condition
                .filter(formula -> formula.variables().isEmpty())
                .ifPresent(formula -> problems.add(
                        fields.place("condition"), "the condition names no metric; write one such as metrics.tempC"));
        Optional<Formula> clear = condition(fields, "clearCondition");
        clear.ifPresent(formula -> formula.variables().stream()
                .filter(variable -> !PastMetric.metricOf(variable).equals(variable))
                .forEach(variable -> problems.add(
                        fields.place("clearCondition"),
                        "'" + variable + "' looks at the past, which only conditions can; use the metric itself")));
        Optional<Severity> severity = values.severity(fields.place("severity"), fields.text("severity"));
        if (condition.isEmpty()
                || severity.isEmpty()
                || condition.get().variables().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new YamlRule(row(fields, name, condition.get(), clear, severity.get()), condition.get()));
    }

    private RuleRow row(YamlFields fields, String name, Formula condition, Optional<Formula> clear, Severity severity) {
        List<String> variables = List.copyOf(condition.variables());
        List<String> metrics =
                variables.stream().map(PastMetric::metricOf).distinct().toList();
        String product = fields.text("productId");
        String same = fields.text("sameAlarm");
        return new RuleRow(
                table.name(),
                table.version(),
                fields.line(),
                "line " + fields.line(),
                name,
                product.equals(RuleTable.ANY_PRODUCT) || product.isEmpty() ? table.product() : product,
                same.isEmpty() ? name : same,
                metrics.get(0),
                metrics,
                PastMetric.memoryOf(variables),
                severity,
                values.alarmClass(fields.place("class"), fields.text("class")).orElse(RuleRow.classOf(severity)),
                values.dampening(
                        fields.place("forSeconds"), fields.text("forSeconds"),
                        fields.place("nOfM"), fields.text("nOfM")),
                clearing(fields, metrics.get(0), clear),
                fields.text("autoAction"),
                fields.map("actionParameters"),
                values.moment(fields.place("since"), fields.text("since"), 0),
                values.moment(fields.place("until"), fields.text("until"), Long.MAX_VALUE),
                condition.text().strip(),
                fields.text("why"));
    }

    private Clearing clearing(YamlFields fields, String metric, Optional<Formula> clear) {
        return new Clearing(
                metric,
                Double.NaN,
                Double.NaN,
                clear,
                values.seconds(fields.place("minClearSeconds"), fields.text("minClearSeconds")),
                values.seconds(fields.place("cooldownSeconds"), fields.text("cooldownSeconds")));
    }

    private void checkName(YamlFields fields, String name) {
        if (name.isEmpty()) {
            problems.add(fields.place("ruleId"), "the rule has no ruleId; write one such as temp-threshold-prod-a");
            return;
        }
        values.isName(fields.place("ruleId"), name);
        String first = names.putIfAbsent(name, "line " + fields.line());
        if (first != null) {
            problems.add(
                    fields.place("ruleId"), "'" + name + "' is already used at " + first + "; give each rule its own");
        }
    }

    private Optional<Formula> condition(YamlFields fields, String field) {
        String text = fields.text(field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Formula formula = Formula.compile(text);
            if (formula.isCondition()) {
                return Optional.of(formula);
            }
            problems.add(
                    fields.place(field), "'" + text + "' is not a condition; compare it, such as " + text + " > 80");
        } catch (FormulaProblem problem) {
            problems.add(fields.place(field), "'" + text + "' " + problem.getMessage());
        }
        return Optional.empty();
    }
}
