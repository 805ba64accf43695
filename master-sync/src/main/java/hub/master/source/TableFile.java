package hub.master.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import hub.contract.RejectedMessage;
import hub.master.mapping.TableMapping;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with the rows of one table.
 *
 * @param name its name
 * @param header the names of the columns
 * @param rows the rows below, with their lines
 */
record TableFile(String name, List<String> header, List<CsvRecord> rows) {

    private static final Pattern TABLE = Pattern.compile("([A-Za-z][A-Za-z_]*?)[-_.]?(\\d.*)?[.][^.]*");
    private static final String SEPARATORS = ",;\t|";
    private static final Charset KOREAN = Charset.forName("MS949");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The table that a file's name means: {@code customer-20261121.csv} is {@code csv.customer}. */
    static String table(String path) throws RejectedMessage {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        Matcher matcher = TABLE.matcher(name);
        if (!matcher.matches()) {
            throw new RejectedMessage(
                    "unknown-table",
                    "file name",
                    "'" + name + "' does not begin with the name of a table; call it such as customer-20261121.csv");
        }
        return "csv." + matcher.group(1).toLowerCase(Locale.ROOT);
    }

    /** @throws RejectedMessage when the file as a whole cannot be read */
    static TableFile read(String name, byte[] body) throws RejectedMessage {
        String text = text(body);
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator(first))
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(false)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
            List<CsvRecord> rows = new ArrayList<>(reader.stream().toList());
            if (rows.isEmpty()) {
                throw new RejectedMessage("empty", "line 1", name + " is empty; its first line must name the columns");
            }
            List<String> header =
                    rows.remove(0).getFields().stream().map(String::strip).toList();
            return new TableFile(name, header, rows);
        } catch (CsvParseException broken) {
            throw new RejectedMessage("csv", "file", name + ": " + deepest(broken) + "; nothing of it was taken");
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException("a text that cannot be read", impossible);
        }
    }

    private static String deepest(Throwable problem) {
        return problem.getCause() == null
                ? problem.getMessage()
                : problem.getMessage() + ": " + deepest(problem.getCause());
    }

    /** UTF-8 with or without a mark, else the code page of Korean Excel. */
    private static String text(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException otherCharset) {
            return new String(body, KOREAN);
        }
    }

    private static char separator(String first) {
        char found = ',';
        long most = 0;
        for (char separator : SEPARATORS.toCharArray()) {
            long count = first.chars().filter(letter -> letter == separator).count();
            if (count > most) {
                most = count;
                found = separator;
            }
        }
        return found;
    }

    /** @throws RejectedMessage when columns are missing that the mapping reads */
    void requireColumns(TableMapping mapping) throws RejectedMessage {
        List<String> missing = mapping.missing(header).stream()
                .filter(column -> !mapping.optional().contains(column))
                .toList();
        if (!missing.isEmpty()) {
            throw new RejectedMessage(
                    "column-gone",
                    "line 1",
                    name + " has no column " + String.join(", ", missing) + ", which " + mapping.file()
                            + " reads; it has " + String.join(", ", header)
                            + ". Mend the mapping or the export and put the file back");
        }
    }

    boolean isComplete(CsvRecord row) {
        return row.getFieldCount() == header.size();
    }

    /** The columns of a row; an empty field is a column without a value. */
    Map<String, Object> columns(CsvRecord row) {
        Map<String, Object> columns = new HashMap<>();
        for (int index = 0; index < Math.min(header.size(), row.getFieldCount()); index++) {
            String value = row.getField(index);
            columns.put(header.get(index), value.isEmpty() ? null : value);
        }
        return columns;
    }
}
