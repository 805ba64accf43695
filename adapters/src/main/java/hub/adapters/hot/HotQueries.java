package hub.adapters.hot;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;

/** The questions of the API, asked so that an index answers each: newest first, a page at a time. */
final class HotQueries {
    private static final int LARGEST_PAGE = 1000;
    private static final int USUAL_PAGE = 100;

    private HotQueries() {}

    static HotQuery telemetry(String deviceId, String from, String to, Integer limit, String cursor) {
        Document criteria = new Document("device_id", deviceId);
        Document time = new Document();
        time("from", from).ifPresent(date -> time.append("$gte", date));
        time("to", to).ifPresent(date -> time.append("$lt", date));
        return page("telemetry", criteria, "device_timestamp", time, limit, cursor);
    }

    static HotQuery latest(String deviceId) {
        return new HotQuery("telemetry", new Document("device_id", deviceId), newestFirst("device_timestamp"), 1);
    }

    private static Document newestFirst(String timeField) {
        return new Document(timeField, -1).append("_id", -1);
    }

    private static Optional<Date> time(String name, String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Date.from(OffsetDateTime.parse(text.strip()).toInstant()));
        } catch (DateTimeParseException problem) {
            throw new IllegalArgumentException(
                    name + ": '" + text + "' is not a time; write it like 2026-01-31T08:00:00.000Z", problem);
        }
    }

    static HotQuery alarms(Map<String, String> filter, Integer limit, String cursor) {
        Document criteria = new Document();
        filter.forEach((field, value) -> {
            if (value != null && !value.isBlank()) {
                criteria.append(field, value.strip());
            }
        });
        return page("alarms", criteria, "raisedAt", new Document(), limit, cursor);
    }

    static HotQuery openAlarms() {
        return new HotQuery("alarms", new Document("open", true), new Document("raisedAt", 1).append("_id", 1), 0);
    }

    static HotQuery byId(String collection, String id) {
        return new HotQuery(collection, new Document("_id", id), new Document("_id", 1), 1);
    }

    /** The documents of a page and the cursor of the next, if there is one. */
    static Map<String, Object> answer(
            List<Document> found, HotQuery query, Function<Document, Map<String, Object>> published) {
        int size = query.fetch() - 1;
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", found.stream().limit(size).map(published).toList());
        if (found.size() > size) {
            page.put("next", cursor(found.get(size - 1), query));
        }
        return page;
    }

    private static HotQuery page(
            String collection, Document criteria, String timeField, Document time, Integer limit, String cursor) {
        if (cursor != null && !cursor.isBlank()) {
            Cursor after = Cursor.read(cursor);
            time.remove("$lt");
            time.append("$lte", after.time());
            criteria.append(
                    "$or",
                    List.of(
                            new Document(timeField, new Document("$lt", after.time())),
                            new Document(timeField, after.time()).append("_id", new Document("$lt", after.id()))));
        }
        if (!time.isEmpty()) {
            criteria.append(timeField, time);
        }
        int size = limit == null ? USUAL_PAGE : limit;
        if (size < 1 || size > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit: " + size + " is not between 1 and " + LARGEST_PAGE);
        }
        return new HotQuery(collection, criteria, newestFirst(timeField), size + 1);
    }

    private static String cursor(Document last, HotQuery query) {
        String timeField = query.order().keySet().iterator().next();
        return new Cursor(last.getDate(timeField), last.getString("_id")).write();
    }

    /** The place of the last document of a page in its order. */
    private record Cursor(Date time, String id) {

        String write() {
            String text = time.getTime() + ":" + id;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        static Cursor read(String cursor) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                int colon = text.indexOf(':');
                return new Cursor(new Date(Long.parseLong(text.substring(0, colon))), text.substring(colon + 1));
            } catch (IllegalArgumentException | IndexOutOfBoundsException problem) {
                throw new IllegalArgumentException(
                        "cursor: not one this API gave out; leave it away to begin with the first page", problem);
            }
        }
    }
}
