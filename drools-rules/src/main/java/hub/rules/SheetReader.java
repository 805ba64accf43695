package hub.rules;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.NumberToTextConverter;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Reads CSV as every office program saves it (UTF-8 with or without mark, CP949) and XLSX into the same plain cells. */
final class SheetReader {
    private static final Charset KOREAN = Charset.forName("x-windows-949");

    private SheetReader() {}

    static Sheet read(RuleTable table) {
        try {
            return table.isWorkbook() ? workbook(table) : csv(text(table.content()));
        } catch (IOException | RuntimeException problem) {
            throw new RuleTableException(List.of(new RuleTableProblem(
                    table.name(),
                    "",
                    "the file cannot be read (" + problem.getMessage()
                            + "); save it again as CSV UTF-8 or as an .xlsx workbook")));
        }
    }

    /** The text of a CSV file: UTF-8 if it is valid UTF-8, else Korean Windows. */
    static String text(byte[] content) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            text = new String(content, KOREAN);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    static Sheet csv(String text) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .skipEmptyLines(false)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text)) {
            reader.forEach(line -> rows.add(line.getFields()));
        }
        return new Sheet("", rows);
    }

    private static Sheet workbook(RuleTable table) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(table.content()))) {
            for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
                Sheet sheet = cells(workbook.getSheetAt(i));
                if (sheet.rows().stream().anyMatch(RuleSheet::beginsTable)) {
                    return sheet;
                }
            }
            return cells(workbook.getSheetAt(0));
        }
    }

    private static Sheet cells(XSSFSheet source) {
        List<List<String>> rows = new ArrayList<>();
        for (int r = 0; r <= source.getLastRowNum(); r++) {
            Row row = source.getRow(r);
            List<String> cells = new ArrayList<>();
            for (int c = 0; row != null && c < row.getLastCellNum(); c++) {
                Cell cell = row.getCell(c);
                cells.add(cell == null ? "" : text(cell));
            }
            rows.add(cells);
        }
        source.getMergedRegions().forEach(region -> spread(rows, region));
        return new Sheet(source.getSheetName(), rows);
    }

    /** Writes a merged cell's text into every cell it covers, marked as CSV tables mark merged patterns. */
    private static void spread(List<List<String>> rows, CellRangeAddress region) {
        List<String> cells = rows.get(region.getFirstRow());
        if (region.getFirstRow() != region.getLastRow() || region.getFirstColumn() >= cells.size()) {
            return;
        }
        String merged = cells.get(region.getFirstColumn()) + RuleSheet.MERGED;
        while (cells.size() <= region.getLastColumn()) {
            cells.add("");
        }
        for (int c = region.getFirstColumn(); c <= region.getLastColumn(); c++) {
            cells.set(c, merged);
        }
    }

    static String text(Cell cell) {
        return text(cell, cell.getCellType());
    }

    private static String text(Cell cell, CellType type) {
        return switch (type) {
            case STRING -> cell.getStringCellValue();
            case BOOLEAN -> String.valueOf(cell.getBooleanCellValue()).toLowerCase(Locale.ROOT);
            case NUMERIC ->
                DateUtil.isCellDateFormatted(cell)
                        ? cell.getLocalDateTimeCellValue().toLocalDate().format(DateTimeFormatter.ISO_LOCAL_DATE)
                        : NumberToTextConverter.toText(cell.getNumericCellValue());
            case FORMULA -> text(cell, cell.getCachedFormulaResultType());
            default -> "";
        };
    }
}
