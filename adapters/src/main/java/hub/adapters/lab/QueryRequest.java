package hub.adapters.lab;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A query as a person asks it.
 *
 * @param id given by the person, so that he can cancel it while he waits, or by the hub
 * @param sql the query
 * @param format of the answer
 * @param slice which part of the tables, and as of when
 * @param snapshots of single tables
 * @param rows of the answer at most, or empty for the setting
 */
record QueryRequest(
        String id, String sql, Job.Format format, Slice slice, Map<String, Long> snapshots, Optional<Long> rows) {

    static QueryRequest read(Map<String, Object> body) {
        String id = text(body, "queryId");
        Slice slice = new Slice(
                time(body, "from"),
                time(body, "to"),
                Optional.of(text(body, "product")).filter(each -> !each.isEmpty()),
                Optional.empty(),
                time(body, "asOf"),
                Optional.empty());
        Object rows = body.get("limit");
        return new QueryRequest(
                id.isEmpty() ? UUID.randomUUID().toString() : id,
                String.valueOf(body.get("sql")),
                format(text(body, "format")),
                slice,
                snapshots(body.get("snapshots")),
                rows instanceof Number number ? Optional.of(number.longValue()) : Optional.empty());
    }

    Slice slice(String table) {
        return slice.at(Optional.ofNullable(snapshots.get(table)));
    }

    private static String text(Map<String, Object> body, String field) {
        Object value = body.get(field);
        return value == null ? "" : value.toString().strip();
    }

    private static Job.Format format(String text) {
        return text.isEmpty() ? Job.Format.JSON : Job.Format.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Optional<Instant> time(Map<String, Object> body, String field) {
        String text = text(body, field);
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException problem) {
            throw new IllegalArgumentException(
                    field + ": '" + text + "' is not a time; write it like 2026-01-31T08:00:00.000Z", problem);
        }
    }

    private static Map<String, Long> snapshots(Object given) {
        Map<String, Long> snapshots = new LinkedHashMap<>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((table, snapshot) -> {
                try {
                    snapshots.put(table.toString(), Long.valueOf(snapshot.toString()));
                } catch (NumberFormatException problem) {
                    throw new IllegalArgumentException(
                            "snapshots: '" + snapshot + "' is no snapshot of " + table
                                    + "; an answer names its snapshots",
                            problem);
                }
            });
        }
        return snapshots;
    }
}
