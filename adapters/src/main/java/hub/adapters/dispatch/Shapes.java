package hub.adapters.dispatch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Orders as the API shows them. */
final class Shapes {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Shapes() {}

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** An order as it stands in a list. */
    static Map<String, Object> order(Row row) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", row.text("order_id"));
        shape.put("caseId", row.text("case_id"));
        shape.put("attempt", row.number("attempt"));
        shape.put("stage", row.text("stage"));
        shape.put("version", row.number("version"));
        shape.put("priority", row.number("priority"));
        shape.put("severity", row.text("severity").toLowerCase(java.util.Locale.ROOT));
        shape.put("device_id", row.text("device_id"));
        shape.put("productId", row.text("product_id"));
        texts(shape, row, "customerId", "customer_id", "territory", "territory", "skill", "skill");
        shape.put("summary", row.text("summary"));
        texts(shape, row, "requestedBy", "requested_by", "waiting", "waiting", "technician", "technician_id");
        times(shape, row, "requestedAt", "requested_at", "requestLate", "request_late", "assignedAt", "assigned_at");
        times(shape, row, "acceptedAt", "accepted_at", "scheduledStart", "scheduled_start");
        times(shape, row, "scheduledEnd", "scheduled_end", "enrouteAt", "enroute_at", "startedAt", "started_at");
        times(shape, row, "endedAt", "ended_at");
        texts(shape, row, "resolutionCode", "resolution_code", "resolutionText", "resolution_text");
        row.flag("repaired").ifPresent(value -> shape.put("repaired", value));
        row.flag("verified").ifPresent(value -> shape.put("verified", value));
        texts(shape, row, "verdict", "verdict");
        return shape;
    }

    private static void texts(Map<String, Object> shape, Row row, String... namesAndColumns) {
        for (int index = 0; index < namesAndColumns.length; index += 2) {
            String text = row.text(namesAndColumns[index + 1]);
            if (!text.isEmpty()) {
                shape.put(namesAndColumns[index], text);
            }
        }
    }

    private static void times(Map<String, Object> shape, Row row, String... namesAndColumns) {
        for (int index = 0; index < namesAndColumns.length; index += 2) {
            String name = namesAndColumns[index];
            row.time(namesAndColumns[index + 1]).ifPresent(at -> shape.put(name, time(at)));
        }
    }
}
