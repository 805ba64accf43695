package hub.formula;

import java.util.List;

/** Turns a syntax tree into compiled nodes, refusing what cannot have a meaning for any value. */
final class FormulaCompiler {
    private FormulaCompiler() {}

    static Node compile(SyntaxNode node) {
        if (node instanceof SyntaxNode.Literal literal) {
            return LeafNodes.literal(literal.value());
        }
        if (node instanceof SyntaxNode.Variable variable) {
            return LeafNodes.variable(variable.name());
        }
        SyntaxNode.Operation operation = (SyntaxNode.Operation) node;
        List<Node> arguments =
                operation.arguments().stream().map(FormulaCompiler::compile).toList();
        return switch (operation.name()) {
            case "&&", "||", "!" -> logic(operation, arguments);
            case "==", "!=" -> equality(operation, arguments);
            case "if" -> {
                expect(Kind.TRUTH, operation, arguments, 0, 1);
                yield ChoiceNodes.choose(arguments.get(0), arguments.get(1), arguments.get(2));
            }
            case "present" -> TruthNodes.present(arguments.get(0));
            case "coalesce" -> ChoiceNodes.firstDefined(arguments);
            case "avg", "sum" -> {
                expect(Kind.NUMBER, operation, arguments, 0, arguments.size());
                Node sum = NumberNodes.fold(arguments, Double::sum);
                double count = operation.name().equals("avg") ? arguments.size() : 1;
                yield NumberNodes.unary(sum, total -> total / count);
            }
            default -> {
                expect(Kind.NUMBER, operation, arguments, 0, arguments.size());
                yield numeric(operation, arguments);
            }
        };
    }

    private static Node logic(SyntaxNode.Operation operation, List<Node> arguments) {
        expect(Kind.TRUTH, operation, arguments, 0, arguments.size());
        return switch (operation.name()) {
            case "&&" -> TruthNodes.and(arguments.get(0), arguments.get(1));
            case "||" -> TruthNodes.or(arguments.get(0), arguments.get(1));
            default -> TruthNodes.not(arguments.get(0));
        };
    }

    private static Node equality(SyntaxNode.Operation operation, List<Node> arguments) {
        Kind left = arguments.get(0).kind();
        Kind right = arguments.get(1).kind();
        if (left != right && left != Kind.ANY && right != Kind.ANY) {
            throw new FormulaProblem(
                    operation.position(),
                    "'" + operation.name() + "' compares " + left + " with " + right
                            + ", which are never equal; compare two values of the same kind");
        }
        Node equal = TruthNodes.equal(arguments.get(0), arguments.get(1));
        return operation.name().equals("==") ? equal : TruthNodes.not(equal);
    }

    private static Node numeric(SyntaxNode.Operation operation, List<Node> arguments) {
        Node first = arguments.get(0);
        return arguments.size() == 1
                ? one(operation.name(), first, arguments)
                : several(operation.name(), first, arguments.get(1), arguments);
    }

    private static Node one(String name, Node first, List<Node> arguments) {
        return switch (name) {
            case "negate" -> NumberNodes.unary(first, x -> -x);
            case "abs" -> NumberNodes.unary(first, Math::abs);
            case "round" -> NumberNodes.unary(first, x -> FormulaMath.round(x, 0));
            case "floor" -> NumberNodes.unary(first, FormulaMath::floor);
            case "ceil" -> NumberNodes.unary(first, FormulaMath::ceil);
            case "sqrt" -> NumberNodes.unary(first, Math::sqrt);
            case "exp" -> NumberNodes.unary(first, Math::exp);
            case "ln" -> NumberNodes.unary(first, Math::log);
            case "log10" -> NumberNodes.unary(first, Math::log10);
            case "sin" -> NumberNodes.unary(first, Math::sin);
            case "cos" -> NumberNodes.unary(first, Math::cos);
            default -> NumberNodes.fold(arguments, Math::max);
        };
    }

    private static Node several(String name, Node a, Node b, List<Node> arguments) {
        return switch (name) {
            case "+" -> NumberNodes.binary(a, b, Double::sum);
            case "-" -> NumberNodes.binary(a, b, (x, y) -> x - y);
            case "*" -> NumberNodes.binary(a, b, (x, y) -> x * y);
            case "/" -> NumberNodes.binary(a, b, (x, y) -> x / y);
            case "%" -> NumberNodes.binary(a, b, (x, y) -> x % y);
            case "<" -> TruthNodes.compare(a, b, (x, y) -> x < y);
            case "<=" -> TruthNodes.compare(a, b, (x, y) -> x <= y);
            case ">" -> TruthNodes.compare(a, b, (x, y) -> x > y);
            case ">=" -> TruthNodes.compare(a, b, (x, y) -> x >= y);
            case "min" -> NumberNodes.fold(arguments, Math::min);
            case "max" -> NumberNodes.fold(arguments, Math::max);
            case "clamp" -> NumberNodes.clamp(a, b, arguments.get(2));
            case "round" -> NumberNodes.binary(a, b, FormulaMath::round);
            case "pow" -> NumberNodes.binary(a, b, Math::pow);
            case "atan2" -> NumberNodes.binary(a, b, Math::atan2);
            case "bitTest" -> TruthNodes.bitTest(a, b);
            default -> NumberNodes.binary(a, b, (x, y) -> FormulaMath.bits(name, x, y));
        };
    }

    private static void expect(Kind wanted, SyntaxNode.Operation operation, List<Node> arguments, int from, int to) {
        for (int i = from; i < to; i++) {
            Kind kind = arguments.get(i).kind();
            if (kind != wanted && kind != Kind.ANY) {
                throw new FormulaProblem(
                        operation.arguments().get(i).position(),
                        "'" + operation.name() + "' wants " + wanted + " here, but this is " + kind);
            }
        }
    }
}
