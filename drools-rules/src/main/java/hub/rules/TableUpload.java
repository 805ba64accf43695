package hub.rules;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Takes a file that somebody brings, as CSV or as a workbook, for a table that may be kept as the other of the two. */
public final class TableUpload {
    private static final int LARGEST = 700_000;

    private TableUpload() {}

    /**
     * The table that a file makes.
     *
     * @param current the table as it is, which says how it is kept
     * @throws RuleTableException naming sheet and cell of everything that cannot be taken
     */
    public static RuleTable of(RuleTable current, byte[] content) {
        TableProblems problems = new TableProblems(current.name());
        if (content.length > LARGEST) {
            problems.add("", "the file has " + content.length + " bytes; a table has at most " + LARGEST);
            throw problems.refusal();
        }
        if (current.isYaml()) {
            return RuleTable.of(current.name(), content);
        }
        boolean workbook = content.length > 2 && content[0] == 'P' && content[1] == 'K';
        String ending = workbook ? ".xlsx" : ".csv";
        RuleTable brought = RuleTable.of(current.name().replaceFirst("(?i)\\.(csv|xlsx)$", ending), content);
        Sheet sheet = SheetReader.read(brought);
        if (workbook) {
            refuseFormulas(content, sheet.name(), problems);
        }
        refuseBreaks(sheet, problems);
        problems.refuseIfAny();
        TableGrid grid = TableGrid.of(current, sheet);
        if (workbook == current.isWorkbook()) {
            return RuleTable.of(current.name(), content);
        }
        return workbook ? RuleTable.of(current.name(), SheetWriter.csv(sheet)) : intoWorkbook(current, grid, problems);
    }

    private static RuleTable intoWorkbook(RuleTable current, TableGrid brought, TableProblems problems) {
        TableGrid own = TableGrid.of(current);
        if (!headings(own).equals(headings(brought))) {
            problems.add(
                    "",
                    "its headings " + headings(brought) + " are not those of the workbook " + headings(own)
                            + "; upload a workbook");
            throw problems.refusal();
        }
        return own.edited(brought.rows().stream().map(TableGrid.Row::cells).toList());
    }

    private static List<String> headings(TableGrid grid) {
        return grid.columns().stream().map(TableGrid.Column::heading).toList();
    }

    /** What a formula yields depends on the program that opened it last; a rule must say what it says. */
    private static void refuseFormulas(byte[] content, String name, TableProblems problems) {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(content))) {
            XSSFSheet sheet = workbook.getSheet(name);
            for (Row row : sheet) {
                for (Cell cell : row) {
                    if (cell.getCellType() == CellType.FORMULA) {
                        problems.add(
                                name + "!" + Sheet.address(cell.getRowIndex(), cell.getColumnIndex()),
                                "the cell has a formula (=" + cell.getCellFormula()
                                        + "); write its value, or paste it as a value");
                    }
                }
            }
        } catch (IOException unreadable) {
            problems.add("", "the workbook cannot be read (" + unreadable.getMessage() + "); save it again as .xlsx");
        }
    }

    private static void refuseBreaks(Sheet sheet, TableProblems problems) {
        for (int r = 0; r < sheet.rows().size(); r++) {
            for (int c = 0; c < sheet.width(r); c++) {
                if (sheet.cell(r, c).indexOf('\n') >= 0) {
                    problems.add(
                            sheet.place(r, c),
                            "the cell has a line break; take it out, or close the quotation mark that opens there");
                }
            }
        }
    }
}
