package hub.adapters.history;

import hub.message.HistoryLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** Answers the API's questions about what happened, newest first. */
public final class HistoryDesk {
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final Map<String, String> TABLES =
            Map.of("alarms", HistoryLine.ALARMS, "commands", HistoryLine.CONTROL, "firmware", HistoryLine.FIRMWARE);

    private final HistoryStore store;

    public HistoryDesk(HistoryStore store) {
        this.store = store;
    }

    /**
     * A page of one history.
     *
     * @param history {@code alarms}, {@code commands} or {@code firmware}
     * @param device only of this device; null or empty: of all
     * @param from not earlier than this, ISO 8601, or null
     * @param to earlier than this, ISO 8601, or null
     * @param cursor the {@code next} of the page before, or null
     * @throws IllegalArgumentException when a time, the limit or the cursor cannot be read; the message names it
     */
    public Map<String, Object> list(
            String history, String device, String from, String to, Integer limit, String cursor) {
        int most = limit == null ? USUAL_PAGE : limit;
        if (most < 1 || most > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit: " + most + " is not between 1 and " + LARGEST_PAGE);
        }
        List<Document> found = store.collection(TABLES.get(history))
                .find(criteria(device, from, to, cursor))
                .sort(new Document("at", -1).append("_id", -1))
                .limit(most + 1)
                .into(new ArrayList<>());
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", found.stream().limit(most).map(HistoryDesk::shape).toList());
        if (found.size() > most) {
            Document last = found.get(most - 1);
            page.put("next", cursor(last.getDate("at"), last.getString("_id")));
        }
        return page;
    }

    private static Document criteria(String device, String from, String to, String cursor) {
        Document criteria = new Document();
        if (device != null && !device.isBlank()) {
            criteria.append("device_id", device.strip());
        }
        Document at = new Document();
        if (from != null && !from.isBlank()) {
            at.append("$gte", time("from", from));
        }
        if (to != null && !to.isBlank()) {
            at.append("$lt", time("to", to));
        }
        if (cursor != null && !cursor.isBlank()) {
            String[] last = place(cursor);
            Date time = new Date(Long.parseLong(last[0]));
            at.remove("$lt");
            at.append("$lte", time);
            criteria.append(
                    "$or",
                    List.of(
                            new Document("at", new Document("$lt", time)),
                            new Document("at", time).append("_id", new Document("$lt", last[1]))));
        }
        return at.isEmpty() ? criteria : criteria.append("at", at);
    }

    private static Date time(String name, String text) {
        try {
            return Date.from(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeParseException problem) {
            throw new IllegalArgumentException(
                    name + ": '" + text + "' is not a time; write it like 2026-01-31T08:00:00.000Z", problem);
        }
    }

    private static String cursor(Date at, String id) {
        String text = at.getTime() + ":" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String[] place(String cursor) {
        try {
            String[] place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(":", 2);
            Instant.ofEpochMilli(Long.parseLong(place[0]));
            return new String[] {place[0], place[1]};
        } catch (IllegalArgumentException | IndexOutOfBoundsException problem) {
            throw new IllegalArgumentException(
                    "cursor: not one this API gave out; leave it away to begin with the first page", problem);
        }
    }

    private static Map<String, Object> shape(Document line) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", line.getString("_id"));
        shape.put("device_id", line.getString("device_id"));
        put(shape, "productId", line.getString("product_id"));
        shape.put("at", line.getDate("at").toInstant().toString());
        shape.put("kind", line.getString("kind"));
        put(shape, "by", line.getString("actor"));
        put(shape, "cause", line.getString("cause"));
        shape.put("details", Json.read(line.getString("document")));
        return shape;
    }

    private static void put(Map<String, Object> shape, String name, String value) {
        if (value != null && !value.isEmpty()) {
            shape.put(name, value);
        }
    }
}
