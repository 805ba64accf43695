package hub.rules;

import hub.message.Severity;
import java.util.Locale;
import java.util.Map;

/** The one fact a decision table looks at: what is asked, as values by name; a value that is not there is empty. */
public final class Question {
    private final Map<String, Object> facts;

    Question(Map<String, Object> facts) {
        this.facts = Map.copyOf(facts);
    }

    /**
     * Whether a fact is one of the words of a cell.
     *
     * @param wanted words separated by bars, such as {@code high | critical}; {@code any} is every word but
     *     none, and {@code not} before them turns it round
     */
    public boolean is(String fact, String wanted) {
        boolean not = wanted.startsWith("not ");
        String own = text(fact);
        for (String word : (not ? wanted.substring(4) : wanted).split("\\|", -1)) {
            boolean any = word.strip().equals("any") && !own.isEmpty();
            if (any || word.strip().equalsIgnoreCase(own)) {
                return !not;
            }
        }
        return not;
    }

    /** Whether a number, or a severity, is the cell's or more; an absent fact is not. */
    public boolean atLeast(String fact, String limit) {
        return !text(fact).isEmpty() && rank(text(fact)) >= rank(limit);
    }

    /** Whether a number, or a severity, is the cell's or less; an absent fact is not. */
    public boolean atMost(String fact, String limit) {
        return !text(fact).isEmpty() && rank(text(fact)) <= rank(limit);
    }

    /** The fact as text, empty when it is not there. */
    public String text(String fact) {
        return String.valueOf(facts.getOrDefault(fact, ""));
    }

    private static double rank(String text) {
        for (Severity severity : Severity.values()) {
            if (severity.name().equalsIgnoreCase(text.toUpperCase(Locale.ROOT))) {
                return severity.ordinal();
            }
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException noNumber) {
            return Double.NaN;
        }
    }
}
