package hub.rules;

import java.util.HashMap;
import java.util.Map;

/** Checks the analysts' cells of a decision table before Drools sees them, so that every problem is plain. */
final class DecisionCells {
    private final DecisionSheet sheet;
    private final DecisionKind kind;
    private final TableProblems problems;
    private final ValueReader values;

    DecisionCells(DecisionSheet sheet, DecisionKind kind, TableProblems problems) {
        this.sheet = sheet;
        this.kind = kind;
        this.problems = problems;
        this.values = new ValueReader(problems);
    }

    /** The rows' names with their cells, in order. */
    Map<String, String> check() {
        Map<String, String> names = new HashMap<>();
        for (int r : sheet.rows()) {
            name(r, names);
            for (DecisionColumn column : sheet.columns()) {
                String text = sheet.sheet().cell(r, column.index());
                String place = sheet.sheet().place(r, column.index());
                if (!column.subject().isEmpty()
                        && text.isEmpty()
                        && column.subject().equals(kind.required())
                        && column.isAnswer()) {
                    problems.add(place, "the " + kind.required() + " is missing; every row must give one");
                } else if (!column.subject().isEmpty() && !text.isEmpty()) {
                    cell(column, place, text);
                }
            }
        }
        if (sheet.rows().isEmpty()) {
            problems.add("", "the table has no rows; write at least one below the headings");
        }
        return DecisionTableCompiler.inOrder(sheet);
    }

    private void name(int r, Map<String, String> names) {
        String place = sheet.sheet().place(r, sheet.name().index());
        String name = sheet.sheet().cell(r, sheet.name().index());
        if (name.isEmpty()) {
            problems.add(place, "the row has no name; write one that people will recognise, such as fan-first");
            return;
        }
        values.isName(place, name);
        String first = names.putIfAbsent(name, place);
        if (first != null) {
            problems.add(place, "the name '" + name + "' is already used at " + first + "; give each row its own");
        }
    }

    private void cell(DecisionColumn column, String place, String text) {
        DecisionKind.Cell type = (column.isCondition() ? kind.facts() : kind.answers()).get(column.subject());
        if (text.chars().anyMatch(c -> c == '"' || c == '\\' || c < ' ')) {
            problems.add(place, "'" + text + "' has quotes, backslashes or line breaks; leave them out");
            return;
        }
        switch (type) {
            case NUMBER -> values.number(place, text);
            case SEVERITY -> severities(place, text);
            case PAIRS -> pairs(place, text);
            default -> {
                if (!type.allows(text)) {
                    problems.add(place, "'" + text + "' does not belong here; " + type.advice());
                }
            }
        }
    }

    private void severities(String place, String text) {
        for (String word : text.replaceFirst("^not ", "").split("\\|", -1)) {
            values.severity(place, word.strip());
        }
    }

    private void pairs(String place, String text) {
        for (String pair : text.split("[;,]")) {
            if (pair.indexOf('=') < 1) {
                problems.add(
                        place, "'" + pair.strip() + "' is not a parameter; write name=value, separated by semicolons");
            }
        }
    }
}
