package hub.rules;

import hub.formula.SyntaxNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a condition's syntax tree as the Java expression that a rule's constraint evaluates on the fact {@code m}. */
final class ConditionWriter {
    private static final Set<String> TRUTHS =
            Set.of("&&", "||", "!", "==", "!=", "<", "<=", ">", ">=", "present", "bitTest");

    private ConditionWriter() {}

    /** An int expression: 1 true, 0 false, -1 undefined. */
    static String truth(SyntaxNode node) {
        if (node instanceof SyntaxNode.Operation operation && TRUTHS.contains(operation.name())) {
            return truthOf(operation);
        }
        if (isNumber(node)) {
            return "Terms.truth(" + number(node) + ")";
        }
        return "Terms.truth(" + value(node) + ")";
    }

    private static String truthOf(SyntaxNode.Operation operation) {
        List<SyntaxNode> arguments = operation.arguments();
        SyntaxNode a = arguments.get(0);
        SyntaxNode b = arguments.get(arguments.size() - 1);
        return switch (operation.name()) {
            case "&&" -> "Terms.and(" + truth(a) + ", " + truth(b) + ")";
            case "||" -> "Terms.or(" + truth(a) + ", " + truth(b) + ")";
            case "!" -> "Terms.not(" + truth(a) + ")";
            case ">" -> "Terms.greater(" + number(a) + ", " + number(b) + ")";
            case ">=" -> "Terms.greaterOrEqual(" + number(a) + ", " + number(b) + ")";
            case "<" -> "Terms.greater(" + number(b) + ", " + number(a) + ")";
            case "<=" -> "Terms.greaterOrEqual(" + number(b) + ", " + number(a) + ")";
            case "present" -> "Terms.present(" + value(a) + ")";
            case "bitTest" -> "Terms.truth(" + bits("bitTest", a, b) + ")";
            case "!=" -> "Terms.not(" + equal(a, b) + ")";
            default -> equal(a, b);
        };
    }

    private static String equal(SyntaxNode a, SyntaxNode b) {
        return isTruth(a) || isTruth(b)
                ? "Terms.equal(" + truth(a) + ", " + truth(b) + ")"
                : "Terms.equal(" + value(a) + ", " + value(b) + ")";
    }

    /** A double expression, NaN when undefined. */
    static String number(SyntaxNode node) {
        if (node instanceof SyntaxNode.Literal literal && literal.value() instanceof Double number) {
            return number + "d";
        }
        if (node instanceof SyntaxNode.Variable variable) {
            return variable(variable.name());
        }
        if (node instanceof SyntaxNode.Operation operation && isNumber(operation)) {
            return numberOf(operation, operation.arguments());
        }
        return "Terms.number(" + value(node) + ")";
    }

    private static String numberOf(SyntaxNode.Operation operation, List<SyntaxNode> arguments) {
        SyntaxNode a = arguments.get(0);
        SyntaxNode b = arguments.get(arguments.size() - 1);
        String name = operation.name();
        return switch (name) {
            case "+", "-", "*", "/", "%" -> "Terms.finite(" + number(a) + " " + name + " " + number(b) + ")";
            case "negate" -> "(-(" + number(a) + "))";
            case "if" -> "Terms.choose(" + truth(a) + ", " + number(arguments.get(1)) + ", " + number(b) + ")";
            case "clamp" ->
                "Math.min(Math.max(" + number(a) + ", " + number(arguments.get(1)) + "), " + number(b) + ")";
            case "min", "max" -> fold("Math." + name, arguments);
            case "avg", "sum" ->
                arguments.stream()
                        .map(ConditionWriter::number)
                        .collect(Collectors.joining(
                                " + ", "Terms.finite((", ") / " + (name.equals("avg") ? arguments.size() : 1) + ".0)"));
            case "round" -> "FormulaMath.round(" + number(a) + ", " + (arguments.size() > 1 ? number(b) : "0") + ")";
            case "floor", "ceil" -> "FormulaMath." + name + "(" + number(a) + ")";
            case "ln" -> "Terms.finite(Math.log(" + number(a) + "))";
            default ->
                name.startsWith("bit")
                        ? bits(name, a, b)
                        : "Terms.finite(Math." + name + "("
                                + arguments.stream()
                                        .map(ConditionWriter::number)
                                        .collect(Collectors.joining(", ")) + "))";
        };
    }

    private static String fold(String function, List<SyntaxNode> arguments) {
        String folded = number(arguments.get(0));
        for (int i = 1; i < arguments.size(); i++) {
            folded = function + "(" + folded + ", " + number(arguments.get(i)) + ")";
        }
        return folded;
    }

    private static String bits(String name, SyntaxNode a, SyntaxNode b) {
        return "FormulaMath.bits(\"" + name + "\", " + number(a) + ", " + number(b) + ")";
    }

    /** An Object expression, null when undefined. */
    private static String value(SyntaxNode node) {
        if (node instanceof SyntaxNode.Literal literal) {
            return literal.value() instanceof String text
                    ? text(text)
                    : literal.value() instanceof Double number ? "Terms.value(" + number + "d)" : "" + literal.value();
        }
        if (node instanceof SyntaxNode.Variable variable) {
            return PastMetric.metricOf(variable.name()).equals(variable.name())
                    ? "m.any(" + text(variable.name()) + ")"
                    : "Terms.value(" + variable(variable.name()) + ")";
        }
        SyntaxNode.Operation operation = (SyntaxNode.Operation) node;
        List<SyntaxNode> arguments = operation.arguments();
        if (operation.name().equals("coalesce")) {
            return "Terms.first(new Object[] {"
                    + arguments.stream().map(ConditionWriter::value).collect(Collectors.joining(", ")) + "})";
        }
        if (operation.name().equals("if") && !isNumber(operation)) {
            return "Terms.chooseValue(" + truth(arguments.get(0)) + ", " + value(arguments.get(1)) + ", "
                    + value(arguments.get(2)) + ")";
        }
        return "Terms.value(" + (isTruth(node) ? truth(node) : number(node)) + ")";
    }

    private static String variable(String name) {
        String metric = text(PastMetric.metricOf(name));
        if (name.endsWith(PastMetric.PREVIOUS)) {
            return "m.previous(" + metric + ")";
        }
        if (name.endsWith(PastMetric.CHANGE)) {
            return "m.change(" + metric + ")";
        }
        return name.endsWith(PastMetric.SLOPE) ? "m.slope(" + metric + ")" : "m.number(" + metric + ")";
    }

    private static boolean isTruth(SyntaxNode node) {
        if (node instanceof SyntaxNode.Operation operation) {
            return TRUTHS.contains(operation.name())
                    || operation.name().equals("if")
                            && isTruth(operation.arguments().get(1))
                            && isTruth(operation.arguments().get(2));
        }
        return node instanceof SyntaxNode.Literal literal && literal.value() instanceof Boolean;
    }

    private static boolean isNumber(SyntaxNode node) {
        if (node instanceof SyntaxNode.Operation operation) {
            return switch (operation.name()) {
                case "coalesce" -> false;
                case "if" ->
                    isNumber(operation.arguments().get(1))
                            && isNumber(operation.arguments().get(2));
                default -> !TRUTHS.contains(operation.name());
            };
        }
        return node instanceof SyntaxNode.Literal literal && literal.value() instanceof Double;
    }

    static String text(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
        return text.append('"').toString();
    }
}
