package hub.decode;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import hub.product.CsvMapping;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A CSV body as rows; a row that cannot be parsed is one bad row, and reading goes on with the next line. */
final class CsvText {

    private static final int MOST_BROKEN = 100;

    private CsvText() {}

    /**
     * One row.
     *
     * @param line its line in the body, from 1
     * @param fields its fields, empty when it is not CSV
     * @param text the row as written, for a row that is not CSV
     */
    record Row(int line, List<String> fields, String text) {

        boolean isBroken() {
            return fields.isEmpty();
        }
    }

    /** Decodes by the product's character set, or by a byte order mark when there is one. */
    static String decode(byte[] bytes, Charset charset) {
        if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (bytes.length >= 2 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFE + 0xFF && (bytes[0] & 0xFF) >= 0xFE) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        return new String(bytes, charset);
    }

    static List<Row> rows(String text, CsvMapping mapping) {
        List<Row> rows = new ArrayList<>();
        int from = 0;
        int line = 1;
        int brokenRows = 0;
        while (from < text.length()) {
            int next = parse(text.substring(from), line, mapping, rows);
            if (next < 0) {
                break;
            }
            int broken = skip(text, from, next - line);
            int end = ++brokenRows < MOST_BROKEN ? skip(text, broken, 1) : text.length();
            String written = text.substring(broken, end).stripTrailing();
            if (!written.isEmpty()) {
                rows.add(new Row(next, List.of(), written));
            }
            from = end;
            line = next + 1;
        }
        return rows;
    }

    /** Whether there are more rows than one message may hold; what lies behind them was not read. */
    static boolean isTooMany(List<Row> rows) {
        return rows.size() > Reading.MOST_RECORDS;
    }

    /** Parses rows up to the end, answering -1, or up to a line that is no row, answering its number. */
    private static int parse(String text, int firstLine, CsvMapping mapping, List<Row> rows) {
        int next = firstLine;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(mapping.delimiter())
                .quoteCharacter(mapping.quote())
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(false)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
            Iterator<CsvRecord> records = reader.iterator();
            while (rows.size() <= Reading.MOST_RECORDS && records.hasNext()) {
                CsvRecord record = records.next();
                int line = firstLine - 1 + (int) record.getStartingLineNumber();
                rows.add(new Row(line, record.getFields(), ""));
                next = line + 1 + lineEnds(record.getFields());
            }
            return -1;
        } catch (CsvParseException broken) {
            return next;
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static int lineEnds(List<String> fields) {
        int ends = 0;
        for (String field : fields) {
            ends += (int) field.chars().filter(letter -> letter == '\n').count();
        }
        return ends;
    }

    private static int skip(String text, int from, int lines) {
        int at = from;
        for (int skipped = 0; skipped < lines && at < text.length(); skipped++) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end + 1;
        }
        return at;
    }

    /** A body of one row, with the header above it where there is one. */
    static byte[] write(List<String> header, Row row, CsvMapping mapping) {
        StringBuilder text = new StringBuilder();
        if (!header.isEmpty()) {
            append(header, mapping, text);
        }
        if (row.isBroken()) {
            text.append(row.text()).append('\n');
        } else {
            append(row.fields(), mapping, text);
        }
        return text.toString().getBytes(mapping.encoding());
    }

    private static void append(List<String> fields, CsvMapping mapping, StringBuilder text) {
        String quote = String.valueOf(mapping.quote());
        for (int at = 0; at < fields.size(); at++) {
            String field = fields.get(at);
            boolean quoted = field.indexOf(mapping.delimiter()) >= 0
                    || field.contains(quote)
                    || field.indexOf('\n') >= 0
                    || field.indexOf('\r') >= 0;
            text.append(at == 0 ? "" : String.valueOf(mapping.delimiter()));
            text.append(quoted ? quote + field.replace(quote, quote + quote) + quote : field);
        }
        text.append('\n');
    }
}
