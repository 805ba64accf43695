package hub.formula.daily;

import hub.formula.Formula;
import hub.formula.FormulaProblem;
import hub.formula.SyntaxNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** A formula whose variables are metrics of a day; it yields a number or the reason why there is none. Thread-safe. */
public final class DailyFormula {

    /** Functions that people may take for the day's statistics of the same name. */
    private static final List<String> OF_SEVERAL = List.of("min", "max", "avg", "sum");

    private final Formula formula;
    private final Map<String, MetricName> names;

    private DailyFormula(Formula formula, Map<String, MetricName> names) {
        this.formula = formula;
        this.names = names;
    }

    /**
     * Reads a text.
     *
     * @param metrics the metrics that the product has; empty when that is not known
     * @throws FormulaProblem naming the character and what to do
     */
    public static DailyFormula compile(String text, Set<String> metrics) {
        Formula formula = Formula.compile(text);
        if (formula.isCondition() || isText(formula.syntaxTree())) {
            throw new FormulaProblem(
                    formula.syntaxTree().position(),
                    "this yields no number; write if(" + (formula.isCondition() ? "..." : "tempC > 80")
                            + ", 1, 0) to make a number of a condition");
        }
        Map<String, MetricName> names = new LinkedHashMap<>();
        read(formula.syntaxTree(), new TreeSet<>(metrics), names);
        return new DailyFormula(formula, names);
    }

    private static boolean isText(SyntaxNode node) {
        return node instanceof SyntaxNode.Literal literal && !(literal.value() instanceof Double);
    }

    private static void read(SyntaxNode node, Set<String> metrics, Map<String, MetricName> names) {
        if (node instanceof SyntaxNode.Variable variable) {
            try {
                names.put(variable.name(), MetricName.of(variable.name(), metrics));
            } catch (IllegalArgumentException unknown) {
                throw new FormulaProblem(variable.position(), unknown.getMessage());
            }
        } else if (node instanceof SyntaxNode.Operation operation) {
            refuseMisunderstanding(operation);
            operation.arguments().forEach(part -> read(part, metrics, names));
        }
    }

    private static void refuseMisunderstanding(SyntaxNode.Operation operation) {
        if (OF_SEVERAL.contains(operation.name())
                && operation.arguments().size() == 1
                && operation.arguments().get(0) instanceof SyntaxNode.Variable variable
                && Statistic.of(variable.name().substring(variable.name().lastIndexOf('.') + 1))
                        .isEmpty()) {
            throw new FormulaProblem(
                    operation.position(),
                    "'" + operation.name() + "' compares or adds several values; write " + variable.name() + "."
                            + operation.name() + " for the day's own");
        }
    }

    /** The text as written. */
    public String text() {
        return formula.text();
    }

    /** The names it uses, in the order of their first use. */
    public Set<String> variables() {
        return names.keySet();
    }

    /** The metrics it needs. */
    public Set<String> metrics() {
        Set<String> metrics = new TreeSet<>();
        names.values().forEach(name -> metrics.add(name.metric()));
        return metrics;
    }

    /** Its value for a day; the function answers null for a metric without readings. */
    public DailyValue evaluate(Function<String, MetricDay> day) {
        Map<String, Double> inputs = new LinkedHashMap<>();
        names.forEach((name, meaning) -> {
            MetricDay metric = day.apply(meaning.metric());
            double value = metric == null ? Double.NaN : meaning.statistic().of(metric);
            if (!Double.isNaN(value)) {
                inputs.put(name, value);
            }
        });
        Function<String, Object> values = inputs::get;
        double result = formula.number(values);
        if (Double.isFinite(result)) {
            return new DailyValue(OptionalDouble.of(result + 0.0), "", inputs);
        }
        return new DailyValue(OptionalDouble.empty(), reason(values, day), inputs);
    }

    private String reason(Function<String, Object> values, Function<String, MetricDay> day) {
        return formula.whyUndefined(values)
                .map(why -> {
                    String what = why.message();
                    if (!why.variable().isEmpty()) {
                        MetricName name = names.get(why.variable());
                        what = day.apply(name.metric()) == null
                                ? "no readings of " + name.metric() + " that day"
                                : "the day does not tell " + name.metric() + "."
                                        + name.statistic().word();
                    }
                    return what + ", at character " + why.position();
                })
                .orElse("the result is no number");
    }
}
