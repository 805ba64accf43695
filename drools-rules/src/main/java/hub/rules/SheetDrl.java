package hub.rules;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drools.decisiontable.InputType;
import org.drools.decisiontable.SpreadsheetCompiler;

/**
 * Hands a checked sheet to Drools' own decision table compiler.
 *
 * <p>Drools gets a plain copy with only the columns that it decides on, its groups of conditions kept apart and numbers
 * written as Java writes them; so CSV and XLSX, marks and encodings cannot make a difference.
 */
final class SheetDrl {
    static final String PACKAGE = "hub.rules.table";

    private SheetDrl() {}

    static String of(RuleSheet sheet) {
        return of(sheet, sheet.firstRow(), sheet.lastRow());
    }

    /** The rules of some of its rows only. */
    static String of(RuleSheet sheet, int from, int to) {
        List<RuleSheet.Column> columns = ordered(sheet);
        StringBuilder csv = new StringBuilder();
        line(csv, List.of("RuleSet", PACKAGE));
        line(csv, List.of("Import", imports(sheet)));
        line(csv, List.of("Variables", "hub.rules.Verdicts verdicts"));
        line(csv, List.of("RuleTable alarms"));
        line(csv, cells(columns, RuleSheet.Column::kind));
        line(csv, cells(columns, column -> column.pattern().isEmpty() ? "" : column.pattern() + RuleSheet.MERGED));
        line(csv, cells(columns, RuleSheet.Column::snippet));
        line(csv, cells(columns, RuleSheet.Column::heading));
        for (int r = from; r <= to; r++) {
            int row = r;
            List<String> cells = cells(columns, column -> value(sheet.sheet(), row, column));
            if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                line(csv, cells);
            }
        }
        byte[] bytes = csv.toString().getBytes(Charset.defaultCharset());
        return new SpreadsheetCompiler().compile(new ByteArrayInputStream(bytes), InputType.CSV);
    }

    private static String imports(RuleSheet sheet) {
        StringBuilder imports = new StringBuilder("hub.rules.MetricReading, hub.message.Severity");
        for (int r = 0; r < sheet.start(); r++) {
            if (sheet.sheet().cell(r, 0).equalsIgnoreCase("Import")) {
                imports.append(", ").append(sheet.sheet().cell(r, 1));
            }
        }
        return imports.toString();
    }

    /** Conditions of one pattern side by side, and a column without content between two patterns. */
    private static List<RuleSheet.Column> ordered(RuleSheet sheet) {
        List<RuleSheet.Column> ordered = new ArrayList<>();
        sheet.columns().stream()
                .filter(column -> column.meaning() == ColumnMeaning.RULE)
                .forEach(ordered::add);
        List<String> patterns = sheet.columns().stream()
                .filter(column -> column.meaning().isCondition())
                .map(RuleSheet.Column::pattern)
                .distinct()
                .toList();
        for (String pattern : patterns) {
            sheet.columns().stream()
                    .filter(column ->
                            column.meaning().isCondition() && column.pattern().equals(pattern))
                    .forEach(ordered::add);
            ordered.add(new RuleSheet.Column(-1, "DESCRIPTION", "", "", "", ColumnMeaning.WHY, false));
        }
        sheet.columns().stream()
                .filter(column -> column.meaning() == ColumnMeaning.SEVERITY)
                .forEach(ordered::add);
        return ordered;
    }

    private static String value(Sheet sheet, int row, RuleSheet.Column column) {
        String text = column.index() < 0 ? "" : sheet.cell(row, column.index());
        if (text.isEmpty()) {
            return "";
        }
        if (column.meaning().isNumber()) {
            return Double.toString(Double.parseDouble(text));
        }
        return column.meaning() == ColumnMeaning.SEVERITY ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static List<String> cells(
            List<RuleSheet.Column> columns, java.util.function.Function<RuleSheet.Column, String> content) {
        return columns.stream().map(content).toList();
    }

    private static void line(StringBuilder csv, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            csv.append(i == 0 ? "\"" : ",\"")
                    .append(cells.get(i).replace("\"", "\"\""))
                    .append('"');
        }
        csv.append('\n');
    }
}
