package hub.adapters.lab;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Thins out a device's old readings: lowest, highest and sum of each metric in stretches of equal length, so that a chart of a million
 * readings costs no more than its pixels and hides no peak.
 */
public final class DeviceStretches {

    private static final Pattern NUMBER = Pattern.compile("\"((?:[^\"]|\"\")*)\" DOUBLE(?=[,)])");

    private final DeviceHistory history;

    public DeviceStretches(DeviceHistory history) {
        this.history = history;
    }

    /**
     * A span of a device's time.
     *
     * @param deviceId the device
     * @param from its first moment
     * @param until the moment after it
     * @param width of a stretch, milliseconds
     * @param metrics only these; empty for all that are numbers
     */
    public record Span(String deviceId, Instant from, Instant until, long width, Set<String> metrics) {}

    /**
     * What the cold store has.
     *
     * @param stretches those with values
     * @param newest the newest reading's time, epoch milliseconds; absent without any
     * @param readings how many
     */
    public record Found(List<Stretch> stretches, Optional<Long> newest, long readings) {}

    /** @throws IOException when files cannot be read */
    public Found find(Span span) throws IOException {
        TableFiles plan = history.plan(span.deviceId(), Optional.of(span.from()), span.until());
        if (plan.files().isEmpty()) {
            return new Found(List.of(), Optional.empty(), 0);
        }
        Map<String, String> columns = columns(plan, span.metrics());
        return history.over(plan, span.deviceId(), (connection, rows) -> ask(connection, rows, columns, span));
    }

    /** The columns of numbers, by metric. */
    private Map<String, String> columns(TableFiles plan, Set<String> wanted) {
        Map<String, String> columns = new TreeMap<>();
        plan.columns().stream()
                .filter(each -> each.name().equals("metrics"))
                .map(each -> NUMBER.matcher(each.type()))
                .flatMap(Matcher::results)
                .map(each -> each.group(1).replace("\"\"", "\""))
                .filter(column -> wanted.isEmpty() || wanted.contains(history.metric(column)))
                .forEach(column -> columns.put(history.metric(column), column));
        return columns;
    }

    private static Found ask(Connection connection, String rows, Map<String, String> columns, Span span)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql(rows, columns, span))) {
            query.setString(1, span.deviceId());
            query.setObject(2, span.from().atOffset(ZoneOffset.UTC));
            query.setObject(3, span.until().atOffset(ZoneOffset.UTC));
            List<Stretch> found = new ArrayList<>();
            Optional<Long> newest = Optional.empty();
            long readings = 0;
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    int at = 5;
                    for (String metric : columns.keySet()) {
                        stretch(row, metric, at).ifPresent(found::add);
                        at += 4;
                    }
                    newest = Optional.of(Math.max(newest.orElse(Long.MIN_VALUE), row.getLong(3)));
                    readings += row.getLong(4);
                }
            }
            return new Found(found, newest, readings);
        }
    }

    private static Optional<Stretch> stretch(ResultSet row, String metric, int at) throws SQLException {
        long count = row.getLong(at);
        return count == 0
                ? Optional.empty()
                : Optional.of(new Stretch(
                        metric,
                        row.getLong(1),
                        row.getLong(2),
                        row.getDouble(at + 1),
                        row.getDouble(at + 2),
                        row.getDouble(at + 3),
                        count));
    }

    private static String sql(String rows, Map<String, String> columns, Span span) {
        StringBuilder sql = new StringBuilder("select (epoch_ms(device_timestamp) - ")
                .append(span.from().toEpochMilli())
                .append(") // ")
                .append(span.width())
                .append(" as stretch, min(epoch_ms(device_timestamp)), max(epoch_ms(device_timestamp)), count(*)");
        for (String column : columns.values()) {
            String value = "struct_extract(metrics, " + ViewSql.quoted(column) + ")";
            sql.append(", count(").append(value).append("), min(").append(value).append("), max(");
            sql.append(value).append("), sum(").append(value).append(")");
        }
        return sql.append(" from ")
                .append(rows)
                .append(" where device_id = ? and device_timestamp >= ? and device_timestamp < ? group by 1 order by 1")
                .toString();
    }
}
