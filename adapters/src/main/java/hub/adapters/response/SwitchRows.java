package hub.adapters.response;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the switches with their history. */
final class SwitchRows {
    private static final String HOURS = "|([01]?\\d|2[0-4])-([01]?\\d|2[0-4])";
    private static final String LATEST = """
            select at, by_whom, switches from service.response_switch order by id desc limit 20
            """;

    private SwitchRows() {}

    static Switches current(Connection connection) throws SQLException {
        return Database.select(
                        connection,
                        "select switches from service.response_switch order by id desc limit 1",
                        row -> Json.read(row.getString(1), Switches.class))
                .stream()
                .findFirst()
                .orElse(Switches.USUAL);
    }

    static void replace(Connection connection, Switches switches, String by, Instant at) throws SQLException {
        Database.update(
                connection,
                "insert into service.response_switch (at, by_whom, switches) values (?, ?, cast(? as jsonb))",
                at,
                by,
                Json.write(switches));
    }

    static Map<String, Object> shape(Connection connection) throws SQLException {
        Map<String, Object> shape = fields(current(connection));
        List<Map<String, Object>> history = Database.select(connection, LATEST, row -> {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("at", ResponseRows.instant(row, "at").toString());
            line.put("by", row.getString("by_whom"));
            line.putAll(fields(Json.read(row.getString("switches"), Switches.class)));
            return line;
        });
        shape.put("history", history);
        return shape;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(Switches switches) {
        return Json.read(Json.write(switches), LinkedHashMap.class);
    }

    /** The switches with what a request names replaced. */
    static Switches merged(Switches before, Map<String, Object> request) {
        Map<String, Object> fields = fields(before);
        Set<String> known = Set.copyOf(fields.keySet());
        request.forEach((name, value) -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(name + ": there is no such switch; there are " + known);
            }
            fields.put(name, value);
        });
        Switches next = read(fields);
        if (!next.quietHours().matches(HOURS)) {
            throw new IllegalArgumentException("quietHours: write hours of the day such as 22-6, or nothing");
        }
        next.maintenance().forEach(SwitchRows::check);
        return next;
    }

    private static Switches read(Map<String, Object> fields) {
        try {
            return Json.read(Json.write(fields), Switches.class);
        } catch (IllegalStateException unreadable) {
            throw new IllegalArgumentException(
                    "the switches cannot be read: "
                            + unreadable
                                    .getCause()
                                    .getMessage()
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    unreadable);
        }
    }

    private static void check(Switches.Maintenance window) {
        if (window.from() == null || window.to() == null || !window.from().isBefore(window.to())) {
            throw new IllegalArgumentException("maintenance: each needs a 'from' before its 'to', as ISO 8601 times");
        }
    }
}
