package hub.rules;

import java.util.Arrays;
import java.util.Optional;

/** What a column of an alarm table means; the hidden row says it, so that the heading may be in any language. */
enum ColumnMeaning {
    RULE("NAME", ""),
    WHY("DESCRIPTION", ""),
    METRIC("CONDITION", "metric==\"$param\""),
    ABOVE("CONDITION", "value>$param"),
    BELOW("CONDITION", "value<$param"),
    EQUALS("CONDITION", "is(\"$param\")"),
    CHANGE_ABOVE("CONDITION", "change>$param"),
    CHANGE_BELOW("CONDITION", "change<$param"),
    SLOPE_ABOVE("CONDITION", "slopePerMinute>$param"),
    SLOPE_BELOW("CONDITION", "slopePerMinute<$param"),
    PREVIOUS_ABOVE("CONDITION", "previous>$param"),
    PREVIOUS_BELOW("CONDITION", "previous<$param"),
    SEVERITY("ACTION", "verdicts.met(drools.getRule().getName(),m,Severity.$param);"),
    CLASS("METADATA", "Class"),
    FOR_SECONDS("METADATA", "ForSeconds"),
    N_OF_M("METADATA", "NOfM"),
    CLEAR_BELOW("METADATA", "ClearBelow"),
    CLEAR_ABOVE("METADATA", "ClearAbove"),
    CLEAR_SECONDS("METADATA", "ClearSeconds"),
    COOLDOWN_SECONDS("METADATA", "CooldownSeconds"),
    ACTION("METADATA", "Action"),
    PARAMETERS("METADATA", "Parameters"),
    SAME_ALARM("METADATA", "SameAlarm"),
    SINCE("METADATA", "Since"),
    UNTIL("METADATA", "Until"),
    /** A condition of the engineer's own making: handed to Drools as it is. */
    OTHER_CONDITION("CONDITION", "?");

    private final String kind;
    private final String snippet;

    ColumnMeaning(String kind, String snippet) {
        this.kind = kind;
        this.snippet = snippet;
    }

    /** Recognises a column by its kind and snippet; blanks in the snippet do not matter. */
    static Optional<ColumnMeaning> of(String kind, String snippet) {
        String wanted =
                kind.equals("METADATA") ? snippet.replaceAll("\\(.*", "").strip() : snippet.replaceAll("\\s", "");
        return Arrays.stream(values())
                .filter(meaning -> meaning.kind.equals(kind))
                .filter(meaning -> meaning.snippet.isEmpty() || meaning.snippet.equals(wanted))
                .findFirst()
                .or(() -> kind.equals("CONDITION") ? Optional.of(OTHER_CONDITION) : Optional.empty());
    }

    boolean isNumber() {
        return switch (this) {
            case ABOVE, BELOW, CHANGE_ABOVE, CHANGE_BELOW, SLOPE_ABOVE, SLOPE_BELOW, PREVIOUS_ABOVE, PREVIOUS_BELOW ->
                true;
            default -> false;
        };
    }

    boolean isCondition() {
        return kind.equals("CONDITION");
    }

    /** The words before a limit in a sentence for people. */
    String words() {
        return switch (this) {
            case ABOVE -> "is above";
            case BELOW -> "is below";
            case EQUALS -> "is";
            case CHANGE_ABOVE -> "changed by more than";
            case CHANGE_BELOW -> "changed by less than";
            case SLOPE_ABOVE -> "changes per minute by more than";
            case SLOPE_BELOW -> "changes per minute by less than";
            case PREVIOUS_ABOVE -> "was before above";
            case PREVIOUS_BELOW -> "was before below";
            default -> "meets";
        };
    }
}
