package hub.formula;

import java.util.List;

/** The meaning of a formula as a tree, so that other notations (such as rule constraints) can be made from the same text. */
public sealed interface SyntaxNode {

    /** Where this part begins in the text, from 1. */
    int position();

    /**
     * A fixed value.
     *
     * @param value a Double, a Boolean or a String
     */
    record Literal(Object value, int position) implements SyntaxNode {}

    /**
     * A value looked up when the formula is evaluated.
     *
     * @param name without the leading {@code metrics.}
     */
    record Variable(String name, int position) implements SyntaxNode {}

    /**
     * An operator or a function applied to its arguments.
     *
     * @param name one of {@code + - * / % < <= > >= == != && || !}, {@code negate}, or a function's name
     */
    record Operation(String name, List<SyntaxNode> arguments, int position) implements SyntaxNode {}
}
