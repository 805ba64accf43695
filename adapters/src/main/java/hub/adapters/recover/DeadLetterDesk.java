package hub.adapters.recover;

import hub.message.DeadLetter;
import hub.message.RawFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Answers the API's questions about dead letters in the shapes of the contract, and picks those that are retried. */
public final class DeadLetterDesk {

    /** How many letters one retry call takes at most; the answer tells how many matched. */
    private static final int MOST_RETRIED = 1000;

    private final DeadLetterStore store;

    public DeadLetterDesk(DeadLetterStore store) {
        this.store = store;
    }

    /**
     * The letters of one retry: those that can go back to the stream, and why the others cannot.
     *
     * @param frames what goes to the stream, in the order of {@code ids}
     * @param ids the letters these frames come from
     * @param items one line per letter for the answer
     * @param matched how many letters were meant
     */
    public record Retry(List<RawFrame> frames, List<String> ids, List<Map<String, Object>> items, long matched) {}

    /** A page of open letters, newest first; null or empty means any. */
    public Map<String, Object> list(
            String reason, String route, String product, String device, Integer limit, String cursor)
            throws SQLException {
        DeadLetterStore.Page page = store.list(
                filter(reason, route, product, device), cursor == null ? "" : cursor, limit == null ? 100 : limit);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", page.items().stream().map(DeadLetterDesk::shape).toList());
        if (!page.next().isEmpty()) {
            answer.put("next", page.next());
        }
        return answer;
    }

    /** Open letters by cause, the most frequent first; null or empty means any. */
    public Map<String, Object> groups(String reason, String route, String product, String device) throws SQLException {
        return Map.of(
                "items",
                store.groups(filter(reason, route, product, device)).stream()
                        .map(DeadLetterDesk::shape)
                        .toList());
    }

    private static Map<String, Object> shape(DeadLetterGroup group) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("stage", group.stage());
        shape.put("reason", group.reason());
        shape.put("route", group.route());
        putUnlessEmpty(shape, "productId", group.productId());
        shape.put("letters", group.letters());
        shape.put("firstAt", group.firstAt().toString());
        shape.put("lastAt", group.lastAt().toString());
        shape.put("newest", group.newest());
        putUnlessEmpty(shape, "device_id", group.deviceId());
        putUnlessEmpty(shape, "problem", group.problem());
        return shape;
    }

    /** One letter; {@link NoSuchElementException} when there is none. */
    public Map<String, Object> get(String id) throws SQLException {
        return shape(existing(id));
    }

    /**
     * Replaces the payload ({@code payload} in hexadecimal or {@code text}) and optionally the {@code device_id}.
     *
     * @throws NoSuchElementException when there is no open letter of that id
     */
    public Map<String, Object> mend(String id, Map<String, Object> body) throws SQLException {
        DeadLetter letter = existing(id);
        byte[] payload = letter.payload();
        if (body.get("payload") instanceof String hex) {
            payload = HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        } else if (body.get("text") instanceof String text) {
            payload = text.getBytes(StandardCharsets.UTF_8);
        }
        String deviceId = body.get("device_id") instanceof String device ? device : "";
        if (!store.mend(id, payload, deviceId)) {
            throw new NoSuchElementException("dead letter '" + id + "' was retried already");
        }
        return shape(existing(id));
    }

    /** The one letter of that id, to be retried. */
    public Retry one(String id) throws SQLException {
        return retry(List.of(existing(id)), 1);
    }

    /** The open letters of a filter, oldest page last, to be retried. */
    public Retry many(String reason, String route, String product, String device) throws SQLException {
        DeadLetterFilter filter = filter(reason, route, product, device);
        return retry(store.list(filter, "", MOST_RETRIED).items(), store.count(filter));
    }

    /** Marks what went back to the stream and answers the call. */
    public Map<String, Object> retried(Retry retry) throws SQLException {
        for (String id : retry.ids()) {
            store.retried(id);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("matched", retry.matched());
        answer.put("retried", retry.ids().size());
        answer.put("dryRun", false);
        answer.put("items", retry.items());
        return answer;
    }

    private Retry retry(List<DeadLetter> letters, long matched) {
        List<RawFrame> frames = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        List<Map<String, Object>> items = new ArrayList<>();
        for (int index = letters.size() - 1; index >= 0; index--) {
            DeadLetter letter = letters.get(index);
            boolean named = !letter.deviceId().isEmpty();
            if (named) {
                frames.add(store.frame(letter));
                ids.add(letter.id());
            }
            items.add(Map.of(
                    "id",
                    letter.id(),
                    "retried",
                    named,
                    "problems",
                    named
                            ? List.of()
                            : List.of("no device is named; mend it first with PUT /api/v1/dead-letters/" + letter.id()
                                    + " and a device_id")));
        }
        return new Retry(frames, ids, items, matched);
    }

    private DeadLetter existing(String id) throws SQLException {
        return store.find(id).orElseThrow(() -> new NoSuchElementException("there is no dead letter '" + id + "'"));
    }

    private static DeadLetterFilter filter(String reason, String route, String product, String device) {
        return new DeadLetterFilter(orEmpty(reason), orEmpty(route), orEmpty(product), orEmpty(device));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static Map<String, Object> shape(DeadLetter letter) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", letter.id());
        shape.put("at", letter.at().toString());
        shape.put("stage", letter.stage());
        shape.put("reason", letter.reason());
        shape.put("problems", letter.problems());
        shape.put("route", letter.route());
        putUnlessEmpty(shape, "device_id", letter.deviceId());
        putUnlessEmpty(shape, "productId", letter.productId());
        putUnlessEmpty(shape, "specVersion", letter.specVersion());
        shape.put("attempts", letter.attempts());
        shape.put("headers", letter.headers());
        shape.put("payload", HexFormat.of().withUpperCase().formatHex(letter.payload()));
        putUnlessEmpty(shape, "text", asText(letter.payload()));
        return shape;
    }

    private static void putUnlessEmpty(Map<String, Object> shape, String name, String value) {
        if (!value.isEmpty()) {
            shape.put(name, value);
        }
    }

    private static String asText(byte[] payload) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
            return text.chars().allMatch(letter -> letter >= ' ' || letter == '\n' || letter == '\r' || letter == '\t')
                    ? text
                    : "";
        } catch (CharacterCodingException notText) {
            return "";
        }
    }
}
