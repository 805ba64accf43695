package hub.rules;

import java.util.ArrayList;
import java.util.List;

/** Finds the cell behind a compile error of Drools, which names neither row nor column, by trying rows and columns alone. */
final class SheetFaults {
    private SheetFaults() {}

    static void find(RuleSheet sheet, List<String> errors, TableProblems problems) {
        int found = 0;
        for (int r = sheet.firstRow(); r <= sheet.lastRow(); r++) {
            if (!sheet.sheet().isBlank(r)) {
                List<String> ofRow =
                        DrlCompiler.compile(SheetDrl.of(sheet, r, r)).errors();
                if (!ofRow.isEmpty()) {
                    found++;
                    name(sheet, r, ofRow, problems);
                }
            }
        }
        if (found == 0) {
            errors.forEach(error -> problems.add("", "Drools refuses the table: " + error));
        }
    }

    private static void name(RuleSheet sheet, int r, List<String> errors, TableProblems problems) {
        List<RuleSheet.Column> own = own(sheet, r);
        for (RuleSheet.Column column : own) {
            RuleSheet without = new RuleSheet(
                    sheet.sheet(),
                    sheet.start(),
                    sheet.columns().stream().filter(other -> other != column).toList(),
                    r,
                    r);
            if (DrlCompiler.compile(SheetDrl.of(without)).errors().isEmpty()) {
                problems.add(
                        sheet.sheet().place(r, column.index()),
                        "'" + sheet.sheet().cell(r, column.index()) + "' with the snippet '" + column.snippet()
                                + "' does not compile (" + String.join("; ", errors)
                                + "); mend the cell or the hidden row "
                                + Sheet.address(sheet.start() + 3, column.index()));
                return;
            }
        }
        problems.add(sheet.sheet().place(r, 0), "this row does not compile (" + String.join("; ", errors) + ")");
    }

    /** The columns of conditions that this row fills, those of the engineer's own making first. */
    private static List<RuleSheet.Column> own(RuleSheet sheet, int r) {
        List<RuleSheet.Column> filled = new ArrayList<>();
        for (RuleSheet.Column column : sheet.columns()) {
            if (column.meaning().isCondition()
                    && !sheet.sheet().cell(r, column.index()).isEmpty()) {
                boolean suspicious = column.meaning() == ColumnMeaning.OTHER_CONDITION;
                filled.add(suspicious ? 0 : filled.size(), column);
            }
        }
        return filled;
    }
}
