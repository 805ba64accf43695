package hub.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.master.mapping.MappingBook;
import hub.master.sync.ChangeBatch;
import hub.message.MasterChange;
import hub.message.MasterChange.Operation;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.TraceId;
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
            check(item, frames.size());
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

    private void check(JsonNode item, int index) {
        String place = "items[" + index + "]";
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
    }

    /** The records of frames, in their order. */
    public ChangeBatch read(List<RawFrame> frames) throws JsonProcessingException {
        List<MasterChange> changes = new ArrayList<>();
        for (RawFrame frame : frames) {
            JsonNode record = JSON.readTree(new String(frame.payload(), StandardCharsets.UTF_8));
            Map<String, Object> keys = columns(record.path("keys"));
            Map<String, Object> data = columns(record.path("data"));
            keys.forEach(data::putIfAbsent);
            boolean gone = record.path("op").asText().equals("delete");
            changes.add(new MasterChange(
                    SOURCE,
                    gone ? Operation.DELETE : Operation.UPSERT,
                    record.path("table").asText(),
                    gone ? Map.of() : data,
                    keys,
                    List.of(),
                    position(frame),
                    frame.receivedAt()));
        }
        return new ChangeBatch(SOURCE, "", changes);
    }

    private static long position(RawFrame frame) {
        String offset = frame.position().offset();
        boolean isNumber = offset.matches("\\d{1," + MOST_DIGITS + "}");
        return isNumber ? Long.parseLong(offset) + 1 : frame.receivedAt();
    }

    private static Map<String, Object> columns(JsonNode node) {
        return node.isObject()
                ? JSON.convertValue(node, new TypeReference<java.util.HashMap<String, Object>>() {})
                : new java.util.HashMap<>();
    }
}
