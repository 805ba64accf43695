package hub.adapters.hot;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** Gives stored readings their published form back: names as sent, times as text, no store's own fields. */
final class TelemetryDocuments {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final List<String> FIELDS = List.of(
            "device_id",
            "device_timestamp",
            "hub_id",
            "hub_timestamp",
            "productId",
            "childDeviceId",
            "metrics",
            "ingest_timestamp");

    private TelemetryDocuments() {}

    static Map<String, Object> published(Document document) {
        Map<String, Object> published = new LinkedHashMap<>();
        for (String field : FIELDS) {
            Object value = document.get(field);
            if (value != null) {
                published.put(field, value(value));
            }
        }
        return published;
    }

    static Document stored(String id, Map<String, Object> fields) {
        Document document = new Document("_id", id);
        fields.forEach((name, value) -> document.append(name, value instanceof Instant time ? Date.from(time) : value));
        if (fields.get("metrics") instanceof Map<?, ?> metrics) {
            document.append("metrics", FieldNames.storedMap(metrics));
        }
        return document;
    }

    /** Times become ISO 8601 text, names of fields their original form; everything else stays. */
    static Object value(Object stored) {
        if (stored instanceof Date date) {
            return time(date.toInstant());
        }
        if (stored instanceof Map<?, ?> map) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.forEach((name, value) -> values.put(FieldNames.original((String) name), value(value)));
            return values;
        }
        return stored instanceof List<?> list
                ? list.stream().map(TelemetryDocuments::value).toList()
                : stored;
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }
}
