package hub.formula;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A small sandboxed expression, read by EvalEx and compiled once, so that product owners, researchers and rule analysts
 * share one language that is fast and cannot do harm.
 *
 * <p>{@code metrics.tempC} and {@code tempC} are the same variable; the value function gets the bare name and answers
 * null for an absent value. Immutable and thread-safe.
 */
public final class Formula {
    private static final Set<String> WHOLE_RESULTS =
            Set.of("floor", "ceil", "bitAnd", "bitOr", "bitXor", "bitShiftLeft", "bitShiftRight");

    private final String text;
    private final SyntaxNode tree;
    private final Node root;
    private final Set<String> variables;
    private final boolean whole;

    private Formula(String text, SyntaxNode tree) {
        this.text = text;
        this.tree = tree;
        this.root = FormulaCompiler.compile(tree);
        this.variables = collect(tree, new LinkedHashSet<>());
        this.whole = tree instanceof SyntaxNode.Operation operation
                && (WHOLE_RESULTS.contains(operation.name())
                        || operation.name().equals("round")
                                && operation.arguments().size() == 1);
    }

    /**
     * Reads and compiles a text of at most 1000 characters.
     *
     * @throws FormulaProblem with the position and what to do
     */
    public static Formula compile(String text) {
        return new Formula(text, FormulaParser.parse(text));
    }

    /** The text as written. */
    public String text() {
        return text;
    }

    /** The bare names it looks up, in the order of their first use. */
    public Set<String> variables() {
        return Collections.unmodifiableSet(variables);
    }

    /** The tree, for translation into another notation. */
    public SyntaxNode syntaxTree() {
        return tree;
    }

    /** Whether the result can only be true or false, as a condition wants it. */
    public boolean isCondition() {
        return root.kind() == Kind.TRUTH;
    }

    /**
     * The result: a Double, a Boolean, a String, or a Long where the outermost function yields whole numbers.
     *
     * @throws FormulaProblem when the values give no result, such as an absent variable or a division by zero
     */
    public Object evaluate(Function<String, Object> values) {
        return find(values).orElseThrow(() -> new FormulaProblem(0, undefined(values)));
    }

    /** The result as {@link #evaluate} gives it, or empty when the values give none. */
    public Optional<Object> find(Function<String, Object> values) {
        if (root.kind() == Kind.NUMBER) {
            double number = number(values);
            return Double.isNaN(number) ? Optional.empty() : Optional.of(whole ? (Object) (long) number : number);
        }
        return Optional.ofNullable(root.value(values));
    }

    /** The result as a number, NaN when the values give none; allocates nothing. */
    public double number(Function<String, Object> values) {
        return FormulaMath.tidy(root.number(values));
    }

    /** Whether the result is true; false when the values give none; allocates nothing. */
    public boolean test(Function<String, Object> values) {
        return root.truth(values) == Node.TRUE;
    }

    /** Why these values give no result and where in the text that begins; empty when they give one. */
    public Optional<Undefined> whyUndefined(Function<String, Object> values) {
        return Undefined.within(tree, values);
    }

    private String undefined(Function<String, Object> values) {
        for (String name : variables) {
            if (values.apply(name) == null) {
                return "'" + text + "' has no value because '" + name + "' is absent; send it or use coalesce(" + name
                        + ", 0)";
            }
        }
        StringBuilder seen = new StringBuilder();
        variables.forEach(name -> seen.append(' ').append(name).append('=').append(values.apply(name)));
        return "'" + text + "' has no value for" + seen
                + "; look for a division by zero, a root or logarithm of a negative number, or a text used as a number";
    }

    private static Set<String> collect(SyntaxNode node, Set<String> names) {
        if (node instanceof SyntaxNode.Variable variable) {
            names.add(variable.name());
        } else if (node instanceof SyntaxNode.Operation operation) {
            operation.arguments().forEach(argument -> collect(argument, names));
        }
        return names;
    }

    @Override
    public String toString() {
        return text;
    }
}
