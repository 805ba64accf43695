package hub.adapters.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in a query which times and which product of a table it can mean at all, so that files without them need not be opened. Only what
 * is beyond doubt counts: a table that is named once, constants, conditions that all hold; anything else bounds nothing. The query itself
 * still decides about rows.
 */
final class SqlBounds {
    private static final Map<String, String> TIMES =
            Map.of("telemetry", "device_timestamp", "raw_frame", "received_at", "master_snapshot", "snapshot_at");
    private static final String TIME_OF_HISTORIES = "at";
    private static final String PRODUCT = "product_id";
    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})(?:[ T](\\d{2}:\\d{2}(?::\\d{2})?)(?:\\.\\d+)?)?\\s*(?:Z|[+-]\\d{2}(?::?\\d{2})?)?");

    /** Zones are not looked at; no two are further apart. */
    private static final int DOUBT_DAYS = 2;

    private final Map<String, Integer> named = new HashMap<>();
    private final Map<String, Bound> bounds = new HashMap<>();

    /**
     * What a query can mean of a table; empty where nothing is known.
     *
     * @param from no row is older, ISO 8601
     * @param until rows are older, ISO 8601
     * @param product of all rows
     */
    record Bound(String from, String until, String product) {
        static final Bound NONE = new Bound("", "", "");
    }

    private SqlBounds() {}

    /** The bounds of the tables for which there are any, from the tree that json_serialize_sql made. */
    static Map<String, Bound> of(JsonNode parsed) {
        SqlBounds found = new SqlBounds();
        found.walk(parsed.path("statements"));
        found.bounds.keySet().removeIf(table -> found.named.get(table) != 1);
        found.bounds.values().removeIf(Bound.NONE::equals);
        return found.bounds;
    }

    private void walk(JsonNode node) {
        JsonNode from = node.path("from_table");
        boolean plain = from.path("type").asText().equals("BASE_TABLE")
                && from.path("sample").isEmpty()
                && node.path("sample").isEmpty()
                && from.path("column_name_alias").isEmpty();
        if (plain) {
            new OneTable(table(from), from.path("alias").asText()).take(node.path("where_clause"));
        }
        if (node.path("type").asText().equals("BASE_TABLE")) {
            named.merge(table(node), 1, Integer::sum);
        }
        node.forEach(this::walk);
    }

    private static String table(JsonNode node) {
        return node.path("table_name").asText().toLowerCase(Locale.ROOT);
    }

    /** The conditions on one table of one SELECT. */
    private final class OneTable {
        private final String table;
        private final String alias;
        private final String time;

        OneTable(String table, String alias) {
            this.table = table;
            this.alias = alias.isEmpty() ? table : alias;
            this.time = TIMES.getOrDefault(table, TIME_OF_HISTORIES);
        }

        void take(JsonNode condition) {
            switch (condition.path("type").asText()) {
                case "CONJUNCTION_AND" -> condition.path("children").forEach(this::take);
                case "COMPARE_BETWEEN" -> {
                    compare(condition.path("input"), condition.path("lower"), true, false);
                    compare(condition.path("input"), condition.path("upper"), false, true);
                }
                case "COMPARE_EQUAL" -> both(condition, true, true);
                case "COMPARE_GREATERTHAN", "COMPARE_GREATERTHANOREQUALTO" -> both(condition, true, false);
                case "COMPARE_LESSTHAN", "COMPARE_LESSTHANOREQUALTO" -> both(condition, false, true);
                default -> {
                    // bounds nothing
                }
            }
        }

        private void both(JsonNode condition, boolean above, boolean below) {
            compare(condition.path("left"), condition.path("right"), above, below);
            compare(condition.path("right"), condition.path("left"), below, above);
        }

        private void compare(JsonNode column, JsonNode constant, boolean above, boolean below) {
            String value = text(constant);
            if (isColumn(column, PRODUCT) && table.equals("telemetry") && above && below && !value.isEmpty()) {
                bounds.merge(
                        table,
                        new Bound("", "", value),
                        (known, more) -> new Bound(
                                known.from(),
                                known.until(),
                                known.product().isEmpty() ? more.product() : known.product()));
            }
            if (isColumn(column, time)) {
                at(value).ifPresent(at -> {
                    String from = above ? at.minus(DOUBT_DAYS, ChronoUnit.DAYS).toString() : "";
                    String until = below ? at.plus(DOUBT_DAYS, ChronoUnit.DAYS).toString() : "";
                    bounds.merge(
                            table,
                            new Bound(from, until, ""),
                            (known, more) -> new Bound(
                                    later(known.from(), more.from()),
                                    earlier(known.until(), more.until()),
                                    known.product()));
                });
            }
        }

        private boolean isColumn(JsonNode node, String column) {
            JsonNode names = node.path("column_names");
            int last = names.size() - 1;
            return (last == 0 || last == 1 && names.path(0).asText().equalsIgnoreCase(alias))
                    && names.path(last).asText().equalsIgnoreCase(column);
        }
    }

    private static String text(JsonNode node) {
        JsonNode constant = node.path("class").asText().equals("CAST")
                        && !node.path("try_cast").asBoolean()
                        && node.at("/cast_type/id").asText().matches("TIMESTAMP.*|DATE")
                ? node.path("child")
                : node;
        boolean isText = constant.path("class").asText().equals("CONSTANT")
                && constant.at("/value/type/id").asText().equals("VARCHAR");
        return isText ? constant.at("/value/value").asText() : "";
    }

    private static Optional<Instant> at(String text) {
        Matcher time = TIME.matcher(text.strip());
        if (!time.matches()) {
            return Optional.empty();
        }
        try {
            LocalTime clock = time.group(2) == null ? LocalTime.MIN : LocalTime.parse(time.group(2));
            return Optional.of(LocalDate.parse(time.group(1)).atTime(clock).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static String later(String one, String other) {
        return one.isEmpty() || !other.isEmpty() && Instant.parse(other).isAfter(Instant.parse(one)) ? other : one;
    }

    private static String earlier(String one, String other) {
        return one.isEmpty() || !other.isEmpty() && Instant.parse(other).isBefore(Instant.parse(one)) ? other : one;
    }
}
