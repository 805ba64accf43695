package hub.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A sheet as people edit it: the cells below its headings, what each column means, and the table that an edit makes of it. */
public final class TableGrid {
    private static final int MOST_ROWS = 2_000;
    private static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low", "info");
    private static final List<String> CLASSES = List.of("immediate", "monitoring", "informational");

    private final RuleTable table;
    private final Sheet sheet;
    private final int start;
    private final List<Column> columns;

    /**
     * One column, in the order of the sheet.
     *
     * @param letter as spreadsheets call it
     * @param kind name, condition, metadata, action or description; empty for a remark
     * @param role what the hidden row says it means, such as {@code above}; empty when that is the engineer's own
     * @param number whether its cells are numbers
     * @param choices the only words its cells may hold; empty when any
     */
    public record Column(
            String letter, String heading, String kind, String role, boolean number, List<String> choices) {}

    /** @param row the row's number in the sheet, from 1 */
    public record Row(int row, List<String> cells) {}

    private TableGrid(RuleTable table, Sheet sheet, int start) {
        this.table = table;
        this.sheet = sheet;
        this.start = start;
        this.columns = read(table, sheet, start);
    }

    /**
     * Reads the cells of a table, whatever they hold.
     *
     * @throws RuleTableException when the file is no sheet with a rule table
     */
    public static TableGrid of(RuleTable table) {
        return of(table, SheetReader.read(table));
    }

    static TableGrid of(RuleTable table, Sheet sheet) {
        for (int r = 0; r < sheet.rows().size(); r++) {
            if (RuleSheet.beginsTable(sheet.rows().get(r))) {
                return new TableGrid(table, sheet, r);
            }
        }
        throw new RuleTableException(List.of(new RuleTableProblem(
                table.name(),
                "",
                "there is no cell beginning with RuleTable in column A; copy the head of a shipped table")));
    }

    /** The name of the sheet, empty for CSV. */
    public String sheet() {
        return sheet.name();
    }

    public List<Column> columns() {
        return columns;
    }

    private static List<Column> read(RuleTable table, Sheet sheet, int start) {
        List<Column> read = new ArrayList<>();
        int width = Math.max(sheet.width(start + RuleSheet.KINDS), sheet.width(start + RuleSheet.HEADINGS));
        for (int c = 0; c < width; c++) {
            read.add(column(table, sheet, start, c));
        }
        return List.copyOf(read);
    }

    private static Column column(RuleTable table, Sheet sheet, int start, int c) {
        String kind = RuleSheet.kind(sheet.cell(start + RuleSheet.KINDS, c));
        String snippet = sheet.cell(start + RuleSheet.SNIPPETS, c);
        String letter = Sheet.address(0, c).replaceAll("\\d", "");
        String heading = sheet.cell(start + RuleSheet.HEADINGS, c);
        String word = kind.toLowerCase(Locale.ROOT);
        return DecisionKind.of(table.name())
                .map(decision -> decisionColumn(letter, heading, word, snippet, decision))
                .orElseGet(() -> alarmColumn(letter, heading, word, kind, snippet));
    }

    private static Column alarmColumn(String letter, String heading, String word, String kind, String snippet) {
        ColumnMeaning meaning = ColumnMeaning.of(kind, snippet).orElse(ColumnMeaning.OTHER_CONDITION);
        boolean own = meaning == ColumnMeaning.OTHER_CONDITION;
        boolean number = meaning.isNumber()
                || List.of(
                                ColumnMeaning.FOR_SECONDS,
                                ColumnMeaning.CLEAR_BELOW,
                                ColumnMeaning.CLEAR_ABOVE,
                                ColumnMeaning.CLEAR_SECONDS,
                                ColumnMeaning.COOLDOWN_SECONDS)
                        .contains(meaning);
        List<String> choices = switch (meaning) {
            case SEVERITY -> SEVERITIES;
            case CLASS -> CLASSES;
            default -> List.of();
        };
        return new Column(letter, heading, word, own ? "" : meaning.name().toLowerCase(Locale.ROOT), number, choices);
    }

    private static Column decisionColumn(
            String letter, String heading, String word, String snippet, DecisionKind decision) {
        boolean asks = word.equals("condition");
        String role = word.equals("name")
                ? "rule"
                : (asks ? DecisionColumn.fact(snippet) : DecisionColumn.answer(snippet)).orElse("");
        DecisionKind.Cell cell = (asks ? decision.facts() : decision.answers()).get(role);
        return new Column(letter, heading, word, role, cell == DecisionKind.Cell.NUMBER, choices(cell));
    }

    private static List<String> choices(DecisionKind.Cell cell) {
        return cell == null
                ? List.of()
                : switch (cell) {
                    case WHEN, STEP, PER, YES -> Arrays.asList(cell.words());
                    default -> List.of();
                };
    }

    /** The rows below the headings that are not blank. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int r = firstRow(); r < sheet.rows().size(); r++) {
            if (!sheet.isBlank(r)) {
                List<String> cells = new ArrayList<>();
                for (int c = 0; c < columns.size(); c++) {
                    cells.add(sheet.cell(r, c));
                }
                rows.add(new Row(r + 1, List.copyOf(cells)));
            }
        }
        return rows;
    }

    /** The number of the row, from 1, where the first rule stands. */
    public int firstRowNumber() {
        return firstRow() + 1;
    }

    /** The row, counted from 0, where the first rule stands. */
    int firstRow() {
        return start + RuleSheet.HEADINGS + 1;
    }

    /**
     * The table with these rows below its headings, from the first row on; the head and the looks of a workbook stay.
     *
     * @throws RuleTableException when there are too many rows or cells
     */
    public RuleTable edited(List<List<String>> rows) {
        TableProblems problems = new TableProblems(table.name());
        if (rows.size() > MOST_ROWS) {
            problems.add("", rows.size() + " rows are too many; a table has at most " + MOST_ROWS);
        }
        for (int r = 0; r < rows.size(); r++) {
            if (rows.get(r).size() > columns.size()) {
                problems.add(
                        sheet.place(firstRow() + r, columns.size()),
                        "there is no such column; the table has " + columns.size());
            }
        }
        problems.refuseIfAny();
        byte[] content = table.isWorkbook()
                ? SheetWriter.workbook(table.content(), sheet.name(), firstRow(), rows)
                : SheetWriter.csv(SheetReader.text(table.content()), firstRow(), columns.size(), rows);
        return RuleTable.of(table.name(), content);
    }
}
