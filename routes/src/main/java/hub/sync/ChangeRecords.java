package hub.sync;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.master.mapping.MappingBook;
import hub.master.sync.ChangeBatch;
import hub.message.DeadLetter;
import hub.message.MasterChange;
import hub.message.MasterChange.Operation;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.TraceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Change records of whoever captures changes elsewhere: {@code {op, table, data, keys}}, with op upsert or delete, buffered by the stream and
 * applied by the same mappings.
 */
public final class ChangeRecords {

    /** What the stream's records of this kind are about. */
    public static final String ROLE = "master_change";

    private static final String SOURCE = "records";
    private static final String DOOR = "operator";
    private static final String MENDED = "source";
    private static final int MOST_DIGITS = 18;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MappingBook book;
    private final Clock clock;

    /** @param book the mappings in force */
    public ChangeRecords(MappingBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /**
     * Frames for the stream.
     *
     * @param body {@code items}, a list of records
     * @throws IllegalArgumentException when a record cannot be one
     */
    public List<RawFrame> frames(Map<String, Object> body, String user) {
        JsonNode items = JSON.valueToTree(body).path("items");
        List<RawFrame> frames = new ArrayList<>();
        for (JsonNode item : items) {
            check(item, "items[" + frames.size() + "]");
            frames.add(new RawFrame(
                    StreamPosition.NONE,
                    ROLE,
                    "",
                    "",
                    DOOR,
                    "api:" + user,
                    "json",
                    ROLE,
                    clock.millis(),
                    TraceId.next(),
                    item.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return frames;
    }

    /** The answer to whoever handed them in. */
    public Map<String, Object> accepted(int records) {
        return Map.of("accepted", records);
    }

    private void check(JsonNode item, String place) {
        if (!item.isObject()) {
            throw new IllegalArgumentException(place + " is no object {op, table, data, keys}");
        }
        String operation = item.path("op").asText();
        if (!operation.equals("upsert") && !operation.equals("delete")) {
            throw new IllegalArgumentException(place + ".op is '" + operation + "'; it must be upsert or delete");
        }
        if (book.find(item.path("table").asText()).isEmpty()) {
            throw new IllegalArgumentException(place + ".table '"
                    + item.path("table").asText() + "' has no mapping in force; see GET /api/v1/sync");
        }
        if (!item.path("keys").isObject() || item.path("keys").isEmpty()) {
            throw new IllegalArgumentException(place + ".keys must name the columns of the key and their values");
        }
        if (item.hasNonNull("data") && !item.path("data").isObject()) {
            throw new IllegalArgumentException(place + ".data must name the columns of the row and their values");
        }
    }

    /**
     * What frames say: changes, by the source they are of, and a dead letter for each that says nothing the hub understands. Empty
     * records, with which topics mark what they forget, say nothing.
     */
    public ReadRecords read(List<RawFrame> frames) {
        List<ChangeBatch> batches = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        List<MasterChange> run = new ArrayList<>();
        for (RawFrame frame : frames) {
            if (frame.payload().length == 0) {
                continue;
            }
            try {
                MasterChange change = change(frame);
                if (!run.isEmpty() && !run.get(0).source().equals(change.source())) {
                    batches.add(new ChangeBatch(run.get(0).source(), "", List.copyOf(run)));
                    run.clear();
                }
                run.add(change);
            } catch (IllegalArgumentException | IOException problem) {
                letters.add(letter(frame, problem.getMessage()));
            }
        }
        if (!run.isEmpty()) {
            batches.add(new ChangeBatch(run.get(0).source(), "", List.copyOf(run)));
        }
        return new ReadRecords(batches, letters);
    }

    /**
     * What frames say.
     *
     * @param batches changes in their order, those of one source that follow each other together
     * @param letters one for each frame that cannot be understood
     */
    public record ReadRecords(List<ChangeBatch> batches, List<DeadLetter> letters) {}

    private MasterChange change(RawFrame frame) throws IOException {
        JsonNode record = JSON.readTree(frame.payload());
        check(record, "record");
        Map<String, Object> keys = columns(record.path("keys"));
        Map<String, Object> data = columns(record.path("data"));
        keys.forEach(data::putIfAbsent);
        boolean gone = record.path("op").asText().equals("delete");
        return new MasterChange(
                source(frame),
                gone ? Operation.DELETE : Operation.UPSERT,
                record.path("table").asText(),
                gone ? Map.of() : data,
                keys,
                List.of(),
                position(frame, record),
                frame.receivedAt());
    }

    /** What the API took is of one source; topics and mended rows are of the source that their address begins with. */
    private static String source(RawFrame frame) {
        return frame.door().equals(DOOR) ? SOURCE : frame.address().replaceFirst("#.*", "");
    }

    /** A mended row comes again by the stream, whose positions say nothing of its source: it is taken as one that was read. */
    private static long position(RawFrame frame, JsonNode record) {
        if (frame.door().equals(MENDED)) {
            return record.path("position").asLong(0);
        }
        String offset = frame.position().offset();
        boolean isNumber = offset.matches("\\d{1," + MOST_DIGITS + "}");
        return isNumber ? Long.parseLong(offset) + 1 : frame.receivedAt();
    }

    private DeadLetter letter(RawFrame frame, String problem) {
        Map<String, String> headers = frame.headers();
        if (!frame.door().equals(DOOR)) {
            headers.put("door", MENDED);
        }
        return new DeadLetter(
                frame.address() + "/" + frame.position(),
                clock.instant(),
                "sync",
                "change-record",
                List.of(frame.address() + ": " + problem),
                "take-master-changes",
                ROLE,
                "",
                "",
                1,
                headers,
                frame.payload());
    }

    private static Map<String, Object> columns(JsonNode node) {
        return node.isObject()
                ? JSON.convertValue(node, new TypeReference<java.util.HashMap<String, Object>>() {})
                : new java.util.HashMap<>();
    }
}
