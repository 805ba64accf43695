package hub.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The parts of a Drools decision table: its columns, and where the analysts' rows begin and end. */
record RuleSheet(Sheet sheet, int start, List<Column> columns, int firstRow, int lastRow) {
    /** What follows a pattern that spans several columns. */
    static final String MERGED = "...";

    static final int KINDS = 1;
    private static final int PATTERNS = 2;
    static final int SNIPPETS = 3;
    static final int HEADINGS = 4;

    /**
     * One column.
     *
     * @param index from 0
     * @param kind the Drools kind, spelt out
     * @param pattern the pattern it belongs to, without the mark of merged cells
     * @param also whether it speaks of the other metric
     */
    record Column(
            int index,
            String kind,
            String pattern,
            String snippet,
            String heading,
            ColumnMeaning meaning,
            boolean also) {}

    static boolean beginsTable(List<String> row) {
        return !row.isEmpty() && row.get(0).strip().toLowerCase(Locale.ROOT).startsWith("ruletable");
    }

    static RuleSheet of(Sheet sheet, TableProblems problems) {
        int start = 0;
        while (start < sheet.rows().size() && !beginsTable(sheet.rows().get(start))) {
            start++;
        }
        if (start == sheet.rows().size()) {
            problems.add("", "there is no cell beginning with RuleTable in column A; copy the head of a shipped table");
            throw problems.refusal();
        }
        List<Column> columns = columns(sheet, start, problems);
        int first = start + HEADINGS + 1;
        return new RuleSheet(sheet, start, columns, first, lastRow(sheet, first, problems));
    }

    private static int lastRow(Sheet sheet, int first, TableProblems problems) {
        int last = sheet.rows().size() - 1;
        for (int r = first; r <= last; r++) {
            if (beginsTable(sheet.rows().get(r))) {
                problems.add(sheet.place(r, 0), "a second RuleTable begins here; put it into a file of its own");
                return r - 1;
            }
        }
        return last;
    }

    private static List<Column> columns(Sheet sheet, int start, TableProblems problems) {
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < sheet.width(start + KINDS); c++) {
            String kind = kind(sheet.cell(start + KINDS, c));
            if (!kind.isEmpty()) {
                column(sheet, start, c, kind, problems).ifPresent(columns::add);
            }
        }
        refuseNeighbours(sheet, start, columns, problems);
        for (ColumnMeaning wanted : List.of(ColumnMeaning.RULE, ColumnMeaning.METRIC, ColumnMeaning.SEVERITY)) {
            if (columns.stream().noneMatch(column -> column.meaning() == wanted && !column.also())) {
                problems.add(
                        sheet.place(start + KINDS, 0),
                        "the table has no column for the " + wanted.name().toLowerCase(Locale.ROOT)
                                + "; copy it from a shipped table with its hidden rows");
            }
        }
        return columns;
    }

    private static java.util.Optional<Column> column(
            Sheet sheet, int start, int c, String kind, TableProblems problems) {
        String pattern = sheet.cell(start + PATTERNS, c).replace(MERGED, "").strip();
        String snippet = sheet.cell(start + SNIPPETS, c);
        String heading = sheet.cell(start + HEADINGS, c);
        var meaning = ColumnMeaning.of(kind, snippet);
        if (meaning.isEmpty()) {
            problems.add(
                    sheet.place(start + SNIPPETS, c),
                    "the hub does not know a column of kind " + kind + " with '" + snippet + "' (heading '" + heading
                            + "'); use one of the columns of docs/add-a-rule.md or leave the kind empty for a remark");
            return java.util.Optional.empty();
        }
        if (kind.equals("CONDITION") && pattern.isEmpty()) {
            problems.add(
                    sheet.place(start + PATTERNS, c),
                    "the condition column '" + heading + "' has no pattern above it; write m : MetricReading...");
            return java.util.Optional.empty();
        }
        boolean also =
                kind.equals("CONDITION") && !pattern.replaceAll("\\s", "").startsWith("m:");
        return java.util.Optional.of(new Column(c, kind, pattern, snippet, heading, meaning.get(), also));
    }

    private static void refuseNeighbours(Sheet sheet, int start, List<Column> columns, TableProblems problems) {
        for (int i = 1; i < columns.size(); i++) {
            Column left = columns.get(i - 1);
            Column right = columns.get(i);
            boolean neighbours = left.index() + 1 == right.index()
                    && left.meaning().isCondition()
                    && right.meaning().isCondition();
            if (neighbours && !left.pattern().equals(right.pattern())) {
                problems.add(
                        sheet.place(start + PATTERNS, right.index()),
                        "two merged groups of conditions stand side by side ('" + left.pattern() + "' and '"
                                + right.pattern()
                                + "'), which Drools would melt into one; put another column, such as Why, between them");
            }
        }
    }

    /** The Drools kind of a column, spelt out. */
    static String kind(String cell) {
        String upper = cell.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "N" -> "NAME";
            case "C" -> "CONDITION";
            case "A" -> "ACTION";
            case "I" -> "DESCRIPTION";
            case "@" -> "METADATA";
            default -> upper;
        };
    }
}
