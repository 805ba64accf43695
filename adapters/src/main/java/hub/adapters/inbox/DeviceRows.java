package hub.adapters.inbox;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import hub.decode.MessageSplitter.Piece;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring rows of one device, with the header line in front.
 *
 * @param deviceId the value of the {@code device_id} column, or empty when there is none
 * @param firstRow the number of the first row in the file, from 0
 * @param payload header and rows
 */
record DeviceRows(String deviceId, int firstRow, byte[] payload) {

    private static final String SEPARATORS = ",;\t";

    static List<DeviceRows> of(Piece piece, boolean header) {
        String text = new String(piece.payload(), StandardCharsets.ISO_8859_1);
        int headerEnd = text.indexOf('\n') + 1;
        for (char separator : header ? SEPARATORS.toCharArray() : new char[0]) {
            int column = column(text.substring(0, headerEnd), separator);
            if (column >= 0) {
                return grouped(piece, text, headerEnd, column, separator);
            }
        }
        return List.of(new DeviceRows("", piece.record(), piece.payload()));
    }

    private static int column(String header, char separator) {
        List<String> names = fields(header, separator);
        for (int index = 0; index < names.size(); index++) {
            if (names.get(index).strip().equals("device_id")) {
                return index;
            }
        }
        return -1;
    }

    private static List<String> fields(String row, char separator) {
        return CsvReader.builder().fieldSeparator(separator).ofCsvRecord(row).stream()
                .findFirst()
                .map(CsvRecord::getFields)
                .orElse(List.of());
    }

    private static List<DeviceRows> grouped(Piece piece, String text, int headerEnd, int column, char separator) {
        List<DeviceRows> groups = new ArrayList<>();
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        String device = "";
        int first = piece.record();
        int row = piece.record();
        for (String line : rowsOf(text, headerEnd)) {
            List<String> fields = fields(line, separator);
            String named = column < fields.size() ? fields.get(column).strip() : "";
            if (rows.size() > 0 && !named.equals(device)) {
                groups.add(new DeviceRows(device, first, rows.toByteArray()));
                rows.reset();
            }
            if (rows.size() == 0) {
                rows.writeBytes(text.substring(0, headerEnd).getBytes(StandardCharsets.ISO_8859_1));
                device = named;
                first = row;
            }
            rows.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
            row++;
        }
        if (rows.size() > 0) {
            groups.add(new DeviceRows(device, first, rows.toByteArray()));
        }
        return groups;
    }

    private static List<String> rowsOf(String text, int from) {
        List<String> rows = new ArrayList<>();
        boolean quoted = false;
        int start = from;
        for (int at = from; at < text.length(); at++) {
            quoted ^= text.charAt(at) == '"';
            if (text.charAt(at) == '\n' && !quoted) {
                rows.add(text.substring(start, at + 1));
                start = at + 1;
            }
        }
        if (start < text.length()) {
            rows.add(text.substring(start));
        }
        return rows;
    }
}
