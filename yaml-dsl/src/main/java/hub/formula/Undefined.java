package hub.formula;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Why a formula has no result for some values.
 *
 * @param position the character where the reason begins, from 1
 * @param variable the variable that has no value, or empty when the reason is another
 * @param message what happened
 */
public record Undefined(int position, String variable, String message) {

    /** The innermost part that has no value although all it is made of has. */
    static Optional<Undefined> within(SyntaxNode node, Function<String, Object> values) {
        if (node instanceof SyntaxNode.Variable variable) {
            return values.apply(variable.name()) == null
                    ? Optional.of(new Undefined(
                            variable.position(), variable.name(), "'" + variable.name() + "' has no value"))
                    : Optional.empty();
        }
        if (!(node instanceof SyntaxNode.Operation operation) || isDefined(operation, values)) {
            return Optional.empty();
        }
        for (SyntaxNode part : decisive(operation, values)) {
            Optional<Undefined> inside = within(part, values);
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.of(new Undefined(operation.position(), "", reason(operation, values)));
    }

    private static boolean isDefined(SyntaxNode node, Function<String, Object> values) {
        return FormulaCompiler.compile(node).value(values) != null;
    }

    /** The parts that the result was made of. */
    private static List<SyntaxNode> decisive(SyntaxNode.Operation operation, Function<String, Object> values) {
        List<SyntaxNode> parts = operation.arguments();
        if (!operation.name().equals("if")) {
            return parts;
        }
        int truth = FormulaCompiler.compile(parts.get(0)).truth(values);
        return truth == Node.UNKNOWN ? parts.subList(0, 1) : List.of(parts.get(truth == Node.TRUE ? 1 : 2));
    }

    private static String reason(SyntaxNode.Operation operation, Function<String, Object> values) {
        double[] numbers = operation.arguments().stream()
                .mapToDouble(part -> FormulaCompiler.compile(part).number(values))
                .toArray();
        for (double number : numbers) {
            if (Double.isNaN(number)) {
                return "'" + operation.name() + "' cannot compute with a value that is no number";
            }
        }
        double last = numbers[numbers.length - 1];
        return switch (operation.name()) {
            case "/", "%" -> last == 0 ? "division by zero" : tooLarge(operation, numbers);
            case "sqrt" -> "there is no root of " + last;
            case "ln", "log10" -> "there is no logarithm of " + last;
            default -> tooLarge(operation, numbers);
        };
    }

    private static String tooLarge(SyntaxNode.Operation operation, double[] numbers) {
        StringBuilder text = new StringBuilder("'" + operation.name() + "' has no finite result for");
        for (int i = 0; i < Math.min(numbers.length, 4); i++) {
            text.append(i == 0 ? " " : ", ").append(numbers[i]);
        }
        return text.toString();
    }
}
