package hub.rules;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One column of a decision table.
 *
 * @param index from 0
 * @param kind the Drools kind, spelt out
 * @param pattern what its conditions are about
 * @param snippet the hidden row
 * @param heading what analysts see
 * @param subject the fact it asks about or the answer it gives; empty when the engineer wrote a condition of his own
 */
record DecisionColumn(int index, String kind, String pattern, String snippet, String heading, String subject) {
    private static final Pattern ASK = Pattern.compile("(is|atLeast|atMost)\\(\"(\\w+)\",\"\\$param\"\\)");
    private static final Pattern SAY =
            Pattern.compile("answers\\.say\\(drools\\.getRule\\(\\)\\.getName\\(\\),\"(\\w+)\",\"\\$param\"\\);?");

    boolean isCondition() {
        return kind.equals("CONDITION");
    }

    boolean isAnswer() {
        return kind.equals("ACTION");
    }

    /** The fact that a condition's hidden row asks about, if it is one of the usual forms. */
    static Optional<String> fact(String snippet) {
        Matcher ask = ASK.matcher(snippet.replaceAll("\\s", ""));
        return ask.matches() ? Optional.of(ask.group(2)) : Optional.empty();
    }

    /** The answer that an action's hidden row gives. */
    static Optional<String> answer(String snippet) {
        Matcher say = SAY.matcher(snippet.replaceAll("\\s", ""));
        return say.matches() ? Optional.of(say.group(1)) : Optional.empty();
    }

    /** The answer in the one form that Drools gets. */
    String statement() {
        return "answers.say(drools.getRule().getName(), \"" + subject + "\", \"$param\");";
    }
}
