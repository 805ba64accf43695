package hub.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The parts of a decision table: its columns, and the analysts' rows below them. */
record DecisionSheet(Sheet sheet, int start, List<DecisionColumn> columns) {
    static final String PATTERN = "q : Question";
    private static final int KINDS = 1;
    private static final int PATTERNS = 2;
    static final int SNIPPETS = 3;
    private static final int HEADINGS = 4;

    static DecisionSheet of(Sheet sheet, DecisionKind kind, TableProblems problems) {
        int start = 0;
        while (start < sheet.rows().size()
                && !RuleSheet.beginsTable(sheet.rows().get(start))) {
            start++;
        }
        if (start == sheet.rows().size()) {
            problems.add("", "there is no cell beginning with RuleTable in column A; copy the head of a shipped table");
            throw problems.refusal();
        }
        List<DecisionColumn> columns = new ArrayList<>();
        for (int c = 0; c < sheet.width(start + KINDS); c++) {
            column(sheet, start, c, kind, problems).ifPresent(columns::add);
        }
        DecisionSheet read = new DecisionSheet(sheet, start, columns);
        read.demand("NAME", "", "rule's name", problems);
        read.demand("ACTION", kind.required(), kind.required(), problems);
        return read;
    }

    private void demand(String kind, String subject, String words, TableProblems problems) {
        if (columns.stream()
                .noneMatch(
                        column -> column.kind().equals(kind) && column.subject().equals(subject))) {
            problems.add(
                    sheet.place(start + KINDS, 0),
                    "the table has no column for the " + words + "; copy it from a shipped table with its hidden rows");
        }
    }

    private static Optional<DecisionColumn> column(
            Sheet sheet, int start, int c, DecisionKind kind, TableProblems problems) {
        String drools = drools(sheet.cell(start + KINDS, c));
        String snippet = sheet.cell(start + SNIPPETS, c);
        String pattern =
                sheet.cell(start + PATTERNS, c).replace(RuleSheet.MERGED, "").strip();
        String heading = sheet.cell(start + HEADINGS, c);
        String place = sheet.place(start + SNIPPETS, c);
        return switch (drools) {
            case "NAME", "DESCRIPTION" -> Optional.of(new DecisionColumn(c, drools, "", "", heading, ""));
            case "CONDITION" -> {
                String fact = DecisionColumn.fact(snippet).orElse("");
                known(fact, kind.facts().keySet(), "fact", place, problems);
                yield Optional.of(
                        new DecisionColumn(c, drools, pattern.isEmpty() ? PATTERN : pattern, snippet, heading, fact));
            }
            case "ACTION" -> {
                String answer = DecisionColumn.answer(snippet).orElse("?");
                known(answer, kind.answers().keySet(), "answer", place, problems);
                yield Optional.of(new DecisionColumn(c, drools, "", snippet, heading, answer));
            }
            case "" -> Optional.empty();
            default -> {
                problems.add(
                        sheet.place(start + KINDS, c),
                        "the hub does not know a column of kind " + drools
                                + " here; use NAME, CONDITION, DESCRIPTION or ACTION, or leave it empty for a remark");
                yield Optional.empty();
            }
        };
    }

    private static void known(String name, Set<String> names, String what, String place, TableProblems problems) {
        if (!name.isEmpty() && !names.contains(name)) {
            problems.add(
                    place,
                    "the hidden row names no " + what + " that the hub knows ('" + name + "'); use one of "
                            + String.join(", ", new TreeSet<>(names)));
        }
    }

    private static String drools(String cell) {
        String upper = cell.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "N" -> "NAME";
            case "C" -> "CONDITION";
            case "A" -> "ACTION";
            case "I" -> "DESCRIPTION";
            default -> upper;
        };
    }

    /** The rows below the headings that are not blank. */
    List<Integer> rows() {
        List<Integer> rows = new ArrayList<>();
        for (int r = start + HEADINGS + 1; r < sheet.rows().size(); r++) {
            if (!sheet.isBlank(r)) {
                rows.add(r);
            }
        }
        return rows;
    }

    DecisionColumn name() {
        return columns.stream()
                .filter(column -> column.kind().equals("NAME"))
                .findFirst()
                .orElseThrow();
    }

    DecisionSheet with(List<DecisionColumn> some) {
        return new DecisionSheet(sheet, start, some);
    }
}
