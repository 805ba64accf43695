package hub.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import hub.contract.RejectedMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a body that carries many records (JSON array, NDJSON, CSV rows, lines of hex) into stream-sized messages. */
public final class MessageSplitter {

    /** CSV rows that travel together in one message, each with the header line in front. */
    private static final int ROWS_PER_MESSAGE = 200;

    private static final JsonFactory JSON = new JsonFactory();

    private MessageSplitter() {}

    /**
     * One message out of a body.
     *
     * @param record the number of its first record in the body, from 0
     * @param records how many records it holds
     * @param payload its bytes
     */
    public record Piece(int record, int records, byte[] payload) {}

    /**
     * Cuts a body.
     *
     * @param format {@code json}, {@code csv}, {@code hex} (one message in hexadecimal text per line) or {@code bin}
     * @param csvHeader whether a CSV body begins with a header line
     * @throws RejectedMessage with reason {@code bad-json} or {@code bad-csv} when nothing in the body can be read
     */
    public static List<Piece> split(String format, byte[] body, boolean csvHeader) throws RejectedMessage {
        byte[] bytes = withoutByteOrderMark(body);
        return switch (format) {
            case "json" -> json(bytes);
            case "csv" -> csv(bytes, csvHeader);
            case "hex" -> lines(bytes);
            default -> List.of(new Piece(0, 1, body));
        };
    }

    private static byte[] withoutByteOrderMark(byte[] body) {
        boolean marked = body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        return marked ? Arrays.copyOfRange(body, 3, body.length) : body;
    }

    private static List<Piece> json(byte[] bytes) throws RejectedMessage {
        int first = firstNonBlank(bytes);
        if (first < bytes.length && bytes[first] == '[') {
            return array(bytes);
        }
        String problem = problemOf(bytes);
        if (problem.isEmpty()) {
            return List.of(new Piece(0, 1, bytes));
        }
        List<Piece> lines = lines(bytes);
        if (lines.size() < 2
                || lines.stream().noneMatch(line -> problemOf(line.payload()).isEmpty())) {
            throw new RejectedMessage("bad-json", "body", problem);
        }
        return lines;
    }

    private static int firstNonBlank(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && bytes[at] <= ' ' && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    private static List<Piece> array(byte[] bytes) throws RejectedMessage {
        List<Piece> pieces = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(bytes)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int from = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                int to = (int) parser.currentLocation().getByteOffset();
                pieces.add(new Piece(pieces.size(), 1, Arrays.copyOfRange(bytes, from, to)));
            }
            if (parser.nextToken() != null) {
                throw new RejectedMessage("bad-json", "body", "there is something behind the closing ']' of the array");
            }
        } catch (JsonProcessingException problem) {
            throw new RejectedMessage(
                    "bad-json", List.of(new RejectedMessage.Problem(pieces.size(), "body", describe(problem))));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return pieces;
    }

    private static String problemOf(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(bytes)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return "the body is empty; send one JSON object, an array of them, or one per line";
            }
            if (token != JsonToken.START_OBJECT) {
                return "the body must be a JSON object, an array of objects, or one object per line";
            }
            parser.skipChildren();
            return parser.nextToken() == null ? "" : "there is something behind the closing '}' of the object";
        } catch (JsonProcessingException problem) {
            return describe(problem);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static String describe(JsonProcessingException problem) {
        return "not JSON at line " + problem.getLocation().getLineNr() + ", column "
                + problem.getLocation().getColumnNr() + ": " + problem.getOriginalMessage();
    }

    private static List<Piece> lines(byte[] bytes) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            int to = from;
            while (to < bytes.length && bytes[to] != '\n') {
                to++;
            }
            int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
            if (end > from) {
                pieces.add(new Piece(pieces.size(), 1, Arrays.copyOfRange(bytes, from, end)));
            }
            from = to + 1;
        }
        return pieces;
    }

    private static List<Piece> csv(byte[] bytes, boolean header) throws RejectedMessage {
        List<byte[]> rows = rows(bytes);
        int first = header ? 1 : 0;
        if (rows.size() <= first) {
            throw new RejectedMessage(
                    "bad-csv", "body", header ? "no row behind the header line" : "the body has no row");
        }
        List<Piece> pieces = new ArrayList<>();
        for (int from = first; from < rows.size(); from += ROWS_PER_MESSAGE) {
            int to = Math.min(from + ROWS_PER_MESSAGE, rows.size());
            ByteArrayOutputStream piece = new ByteArrayOutputStream();
            if (header) {
                piece.writeBytes(rows.get(0));
            }
            rows.subList(from, to).forEach(piece::writeBytes);
            pieces.add(new Piece(from - first, to - from, piece.toByteArray()));
        }
        return pieces;
    }

    /** Rows with their line ends; a line end inside quotes belongs to the row (true for UTF-8 and CP949 alike). */
    private static List<byte[]> rows(byte[] bytes) {
        List<byte[]> rows = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            quoted ^= bytes[at] == '"';
            if (bytes[at] == '\n' && !quoted) {
                addRow(rows, Arrays.copyOfRange(bytes, from, at + 1));
                from = at + 1;
            }
        }
        if (from < bytes.length) {
            byte[] last = Arrays.copyOfRange(bytes, from, bytes.length + 1);
            last[last.length - 1] = '\n';
            addRow(rows, last);
        }
        return rows;
    }

    private static void addRow(List<byte[]> rows, byte[] row) {
        for (byte letter : row) {
            if (letter != '\r' && letter != '\n') {
                rows.add(row);
                return;
            }
        }
    }
}
