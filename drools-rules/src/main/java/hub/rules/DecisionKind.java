package hub.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The kinds of decision tables beside the alarm tables: which facts their conditions may name and what their rows answer. */
public enum DecisionKind {
    /** Which action, or which several in order, an alarm gets. */
    ACTION(
            Map.of(
                    "product", Cell.WORDS,
                    "rule", Cell.WORDS,
                    "asked", Cell.WORDS,
                    "class", Cell.WORDS,
                    "severity", Cell.SEVERITY,
                    "tried", Cell.NUMBER,
                    "today", Cell.NUMBER),
            Map.of(
                    "action", Cell.TEXT,
                    "parameters", Cell.PAIRS,
                    "attempts", Cell.NUMBER,
                    "cause", Cell.TEXT,
                    "advice", Cell.TEXT),
            "action"),

    /** Who is told after how long, and when a technician is sent. */
    ESCALATION(
            Map.of(
                    "product", Cell.WORDS,
                    "rule", Cell.WORDS,
                    "class", Cell.WORDS,
                    "severity", Cell.SEVERITY),
            Map.of(
                    "when", Cell.WHEN,
                    "after", Cell.NUMBER,
                    "repeat", Cell.NUMBER,
                    "times", Cell.NUMBER,
                    "hours", Cell.HOURS,
                    "step", Cell.STEP,
                    "targets", Cell.TEXT,
                    "channels", Cell.TEXT,
                    "level", Cell.NUMBER),
            "step"),

    /** How well a technician fits a visit. */
    DISPATCH(
            Map.of(
                    "skill", Cell.WORDS,
                    "level", Cell.NUMBER,
                    "available", Cell.WORDS,
                    "territory", Cell.WORDS,
                    "open", Cell.NUMBER,
                    "intime", Cell.WORDS,
                    "hours", Cell.NUMBER),
            Map.of(
                    "reason", Cell.TEXT,
                    "points", Cell.NUMBER,
                    "per", Cell.PER,
                    "most", Cell.NUMBER,
                    "exclude", Cell.YES),
            "reason");

    /** What a cell of a column may hold; those with a pattern are checked by it. */
    enum Cell {
        TEXT("", ""),
        WORDS("", ""),
        NUMBER("", ""),
        SEVERITY("", ""),
        PAIRS("", ""),
        WHEN(
                "raised|unacknowledged|unresolved|not-recovered|over",
                "write raised, unacknowledged, unresolved, not-recovered or over"),
        HOURS("([01]?\\d|2[0-4])-([01]?\\d|2[0-4])", "write the hours of the day from-to, such as 8-18 or 22-6"),
        STEP("notify|dispatch", "write notify or dispatch"),
        PER("level|open|hours", "write level, open or hours"),
        YES("yes", "write yes, or leave it empty");

        private final String pattern;
        private final String advice;

        Cell(String pattern, String advice) {
            this.pattern = pattern;
            this.advice = advice;
        }

        boolean allows(String text) {
            return pattern.isEmpty() || text.matches(pattern);
        }

        /** The only words it may hold, where there is such a list. */
        String[] words() {
            return pattern.split("\\|");
        }

        String advice() {
            return advice;
        }
    }

    private final Map<String, Cell> facts;
    private final Map<String, Cell> answers;
    private final String required;

    /**
     * @param facts what conditions may ask about, by name
     * @param answers what rows may answer, by column
     * @param required the answer that every row must give
     */
    DecisionKind(Map<String, Cell> facts, Map<String, Cell> answers, String required) {
        this.facts = facts;
        this.answers = answers;
        this.required = required;
    }

    /** The kind a file name tells, such as {@code action.drl.csv} or {@code prod-a.escalation.drl.xlsx}. */
    static Optional<DecisionKind> of(String fileName) {
        List<String> parts = List.of(fileName.toLowerCase(Locale.ROOT).split("\\."));
        int at = parts.size() - 3;
        boolean named = at >= 0
                && parts.get(at + 1).equals("drl")
                && List.of("csv", "xlsx").contains(parts.get(at + 2));
        return Arrays.stream(values())
                .filter(kind -> named && kind.word().equals(parts.get(at)))
                .findFirst();
    }

    /** As file names spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Map<String, Cell> facts() {
        return facts;
    }

    Map<String, Cell> answers() {
        return answers;
    }

    String required() {
        return required;
    }
}
