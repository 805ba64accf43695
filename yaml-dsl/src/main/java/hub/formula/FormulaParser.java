package hub.formula;

import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/** Lets EvalEx read a text and turns its syntax tree into ours, refusing all that the language does not know. */
final class FormulaParser {
    private static final ExpressionConfiguration SETTINGS = FormulaLanguage.parserSettings();

    private FormulaParser() {}

    static SyntaxNode parse(String text) {
        if (text.isBlank()) {
            throw new FormulaProblem(0, "the formula is empty; write an expression such as tempC > 80");
        }
        if (text.length() > FormulaLanguage.MAX_LENGTH) {
            throw new FormulaProblem(
                    FormulaLanguage.MAX_LENGTH + 1,
                    "the formula has " + text.length() + " characters; at most " + FormulaLanguage.MAX_LENGTH
                            + " are allowed, split it into several derived metrics");
        }
        try {
            return translate(new Expression(text, SETTINGS).getAbstractSyntaxTree(), 1);
        } catch (ParseException problem) {
            throw new FormulaProblem(Math.max(1, problem.getStartPosition()), advice(problem));
        } catch (NoSuchElementException | IndexOutOfBoundsException problem) {
            // EvalEx 3.6.2 loses its stack over an operator without a value inside brackets, such as 1 > (!)
            throw new FormulaProblem(
                    0, "'" + text + "' cannot be read; look for two operators in a row and put brackets between them");
        }
    }

    private static String advice(ParseException problem) {
        String message = String.valueOf(problem.getMessage());
        if (message.startsWith("Undefined function")) {
            return "there is no function '" + problem.getTokenString() + "'; use one of "
                    + String.join(", ", FormulaLanguage.functionNames());
        }
        if (message.startsWith("Undefined operator")) {
            return "there is no operator '" + problem.getTokenString()
                    + "'; use + - * / % < <= > >= == != && || ! or a function such as pow(x, 2) or bitAnd(x, 15)";
        }
        if (message.startsWith("Missing second operand") || message.startsWith("Missing operand")) {
            return "something is missing beside '" + problem.getTokenString() + "'; write a value on each side";
        }
        if (message.startsWith("Closing brace")) {
            return "a bracket is not closed; add the missing ')'";
        }
        if (message.startsWith("Too many operands") || message.startsWith("Missing operator")) {
            return "two values stand side by side; put an operator such as * or && between them";
        }
        return message + " near '" + problem.getTokenString() + "'; mend or remove it";
    }

    private static SyntaxNode translate(ASTNode node, int depth) {
        Token token = node.getToken();
        int position = token.getStartPosition();
        if (depth > FormulaLanguage.MAX_DEPTH) {
            throw new FormulaProblem(
                    position,
                    "the formula is nested deeper than " + FormulaLanguage.MAX_DEPTH
                            + " steps; split it into several derived metrics");
        }
        return switch (token.getType()) {
            case NUMBER_LITERAL -> new SyntaxNode.Literal(number(token), position);
            case STRING_LITERAL -> new SyntaxNode.Literal(token.getValue(), position);
            case VARIABLE_OR_CONSTANT -> variable(token.getValue(), position);
            case STRUCTURE_SEPARATOR -> variable(path(node), start(node));
            case INFIX_OPERATOR -> operation(token.getValue(), node, depth);
            case PREFIX_OPERATOR -> prefix(node, depth);
            case FUNCTION -> function(node, depth);
            default ->
                throw new FormulaProblem(position, "'" + token.getValue() + "' is not part of the language; remove it");
        };
    }

    private static SyntaxNode prefix(ASTNode node, int depth) {
        return switch (node.getToken().getValue()) {
            case "-" -> negation(node, depth);
            case "+" -> translate(node.getParameters().get(0), depth + 1);
            default -> operation(node.getToken().getValue(), node, depth);
        };
    }

    private static SyntaxNode negation(ASTNode node, int depth) {
        SyntaxNode argument = translate(node.getParameters().get(0), depth + 1);
        int position = node.getToken().getStartPosition();
        return argument instanceof SyntaxNode.Literal literal && literal.value() instanceof Double number
                ? new SyntaxNode.Literal(-number, position)
                : new SyntaxNode.Operation("negate", List.of(argument), position);
    }

    private static SyntaxNode function(ASTNode node, int depth) {
        Token token = node.getToken();
        int given = node.getParameters().size();
        FormulaFunction function = FormulaLanguage.function(token.getValue()).orElseThrow();
        if (given < function.minimum() || given > function.maximum()) {
            throw new FormulaProblem(
                    token.getStartPosition(), function.name() + " wants " + function.wants() + ", not " + given);
        }
        return operation(function.name(), node, depth);
    }

    private static SyntaxNode operation(String name, ASTNode node, int depth) {
        List<SyntaxNode> arguments = new ArrayList<>();
        for (ASTNode parameter : node.getParameters()) {
            arguments.add(translate(parameter, depth + 1));
        }
        return new SyntaxNode.Operation(
                name, List.copyOf(arguments), node.getToken().getStartPosition());
    }

    private static SyntaxNode variable(String name, int position) {
        if (name.equalsIgnoreCase("true") || name.equalsIgnoreCase("false")) {
            return new SyntaxNode.Literal(Boolean.valueOf(name), position);
        }
        return new SyntaxNode.Variable(name.startsWith("metrics.") ? name.substring(8) : name, position);
    }

    private static String path(ASTNode node) {
        StringBuilder path = new StringBuilder();
        ASTNode current = node;
        while (current.getToken().getType() == Token.TokenType.STRUCTURE_SEPARATOR) {
            path.insert(0, "." + current.getParameters().get(1).getToken().getValue());
            current = current.getParameters().get(0);
        }
        if (current.getToken().getType() != Token.TokenType.VARIABLE_OR_CONSTANT) {
            throw new FormulaProblem(
                    current.getToken().getStartPosition(), "only a name may stand before '.'; write metrics.tempC");
        }
        return current.getToken().getValue() + path;
    }

    private static int start(ASTNode node) {
        return node.getToken().getType() == Token.TokenType.STRUCTURE_SEPARATOR
                ? start(node.getParameters().get(0))
                : node.getToken().getStartPosition();
    }

    private static Double number(Token token) {
        String digits = token.getValue().toLowerCase(Locale.ROOT);
        try {
            double value = digits.startsWith("0x")
                    ? (double) Long.parseLong(digits.substring(2), 16)
                    : Double.parseDouble(digits);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException problem) {
            // Told below, as what is too large is.
        }
        throw new FormulaProblem(
                token.getStartPosition(), "'" + token.getValue() + "' is not a number this language can hold");
    }
}
