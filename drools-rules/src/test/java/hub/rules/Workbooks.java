package hub.rules;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Makes a workbook from a CSV table as an office program would: merged patterns, hidden technical rows, frozen headings. */
final class Workbooks {
    private Workbooks() {}

    /** Writes the workbook of a CSV table: {@code Workbooks prod-b.csv prod-b.alarm.drl.xlsx}. */
    public static void main(String[] arguments) throws IOException {
        Files.write(Path.of(arguments[1]), of(Files.readString(Path.of(arguments[0]))));
    }

    static byte[] of(String csv) throws IOException {
        Sheet cells = SheetReader.csv(csv);
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            XSSFSheet sheet = workbook.createSheet("alarms");
            int start = 0;
            for (int r = 0; r < cells.rows().size(); r++) {
                start = RuleSheet.beginsTable(cells.rows().get(r)) ? r : start;
                var row = sheet.createRow(r);
                for (int c = 0; c < cells.width(r); c++) {
                    set(row.createCell(c), cells.cell(r, c));
                }
            }
            merge(sheet, cells.rows().get(start + 2), start + 2);
            dress(workbook, sheet, start);
            workbook.write(out);
            return out.toByteArray();
        }
    }

    private static void set(XSSFCell cell, String text) {
        if (text.matches("-?\\d+(\\.\\d+)?")) {
            cell.setCellValue(Double.parseDouble(text));
        } else {
            cell.setCellValue(text.replace(RuleSheet.MERGED, ""));
        }
    }

    private static void merge(XSSFSheet sheet, List<String> patterns, int row) {
        for (int from = 0; from < patterns.size(); from++) {
            int to = from;
            while (!patterns.get(from).isBlank()
                    && to + 1 < patterns.size()
                    && patterns.get(to + 1).equals(patterns.get(from))) {
                to++;
            }
            if (to > from) {
                for (int c = from + 1; c <= to; c++) {
                    sheet.getRow(row).getCell(c).setBlank();
                }
                sheet.addMergedRegion(new CellRangeAddress(row, row, from, to));
                from = to;
            }
        }
    }

    private static void dress(XSSFWorkbook workbook, XSSFSheet sheet, int start) {
        for (int r = 0; r < start + 4; r++) {
            if (sheet.getRow(r) != null && r != start) {
                sheet.getRow(r).setZeroHeight(true);
            }
        }
        CellStyle heading = workbook.createCellStyle();
        Font bold = workbook.createFont();
        bold.setBold(true);
        heading.setFont(bold);
        heading.setWrapText(true);
        heading.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
        heading.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        sheet.getRow(start + 4).forEach(cell -> cell.setCellStyle(heading));
        sheet.createFreezePane(1, start + 5);
        sheet.setColumnWidth(0, 26 * 256);
    }
}
