package hub.rules;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Writes edited rows back into a sheet so that all else in it stays as its author left it. */
final class SheetWriter {
    private static final String NUMBER = "-?\\d{1,15}(\\.\\d{1,15})?";

    private SheetWriter() {}

    /** A CSV file with other rows from {@code first} on; its head stays to the letter. */
    static byte[] csv(String text, int first, int width, List<List<String>> rows) {
        String end = text.contains("\r\n") ? "\r\n" : "\n";
        StringBuilder csv = new StringBuilder(head(text, first));
        if (csv.charAt(csv.length() - 1) != '\n') {
            csv.append(end);
        }
        for (List<String> row : rows) {
            for (int c = 0; c < width; c++) {
                csv.append(c == 0 ? "" : ",").append(quoted(c < row.size() ? row.get(c) : ""));
            }
            csv.append(end);
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A whole sheet as CSV. */
    static byte[] csv(Sheet sheet) {
        StringBuilder csv = new StringBuilder();
        for (int r = 0; r < sheet.rows().size(); r++) {
            for (int c = 0; c < sheet.width(r); c++) {
                csv.append(c == 0 ? "" : ",").append(quoted(sheet.cell(r, c)));
            }
            csv.append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String head(String text, int first) {
        Optional<Long> line;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .skipEmptyLines(false)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text)) {
            line = reader.stream().skip(first).findFirst().map(CsvRecord::getStartingLineNumber);
        } catch (IOException impossible) {
            throw new UncheckedIOException("text in memory can always be read", impossible);
        }
        int end = 0;
        for (long passed = 1; line.isPresent() && passed < line.get(); passed++) {
            end = text.indexOf('\n', end) + 1;
        }
        return line.isPresent() ? text.substring(0, end) : text;
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain && cell.strip().equals(cell) ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** A workbook with other rows from {@code first} on; a cell that says the same stays as it is. */
    static byte[] workbook(byte[] content, String name, int first, List<List<String>> rows) {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(content));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            XSSFSheet sheet = workbook.getSheet(name);
            for (int r = sheet.getLastRowNum(); r >= first + rows.size(); r--) {
                if (sheet.getRow(r) != null) {
                    sheet.removeRow(sheet.getRow(r));
                }
            }
            for (int r = 0; r < rows.size(); r++) {
                write(sheet, first + r, rows.get(r));
            }
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException("the workbook cannot be written", broken);
        }
    }

    private static void write(XSSFSheet sheet, int r, List<String> cells) {
        Row row = sheet.getRow(r) == null ? sheet.createRow(r) : sheet.getRow(r);
        Row above = sheet.getRow(r - 1);
        for (int c = 0; c < Math.max(cells.size(), row.getLastCellNum()); c++) {
            String text = c < cells.size() ? cells.get(c) : "";
            Cell cell = row.getCell(c) == null ? row.createCell(c) : row.getCell(c);
            if (!SheetReader.text(cell).equals(text)) {
                set(cell, text);
                Cell like = above == null ? null : above.getCell(c);
                if (like != null && cell.getCellStyle().getIndex() == 0) {
                    cell.setCellStyle(like.getCellStyle());
                }
            }
        }
    }

    private static void set(Cell cell, String text) {
        if (text.isEmpty()) {
            cell.setBlank();
        } else if (text.matches(NUMBER)) {
            cell.setCellValue(Double.parseDouble(text));
        } else {
            cell.setCellValue(text);
        }
    }
}
