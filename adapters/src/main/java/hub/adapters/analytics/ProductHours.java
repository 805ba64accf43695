package hub.adapters.analytics;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A product's hours over all its devices, and which windows they change. */
final class ProductHours {

    private static final int FETCH = 5_000;

    private ProductHours() {}

    /**
     * Computes one changed hour again; apart from its mark, which keeps other hubs away, nothing is locked.
     *
     * @return whether there was one
     */
    static boolean countNext(Connection connection, ZoneId zone) throws SQLException {
        List<PartKey> next = Database.select(
                connection,
                "select product_id, (extract(epoch from hour) * 1000)::bigint from analytics.changed_hour order by"
                        + " hour, product_id limit 1 for update skip locked",
                row -> new PartKey(row.getString(1), row.getLong(2), "", ""));
        for (PartKey hour : next) {
            replace(connection, hour, gather(connection, "analytics.partial_hour", hour, hour.hour() + PartKey.HOUR));
            for (WindowSize size : WindowSize.values()) {
                Database.update(
                        connection,
                        "insert into analytics.changed_window (size, product_id, begins) values (?, ?, ?)"
                                + " on conflict (size, product_id, begins) do update set mark = excluded.mark",
                        size.code(),
                        hour.productId(),
                        new Timestamp(size.beginning(hour.hour(), zone)));
            }
            Database.update(
                    connection,
                    "delete from analytics.changed_hour where product_id = ? and hour = ?",
                    hour.productId(),
                    new Timestamp(hour.hour()));
        }
        return !next.isEmpty();
    }

    /** What a product's hours in a span come to, by metric. */
    static Map<String, Part> of(Connection connection, String productId, long from, long until) throws SQLException {
        return gather(connection, "analytics.product_hour", new PartKey(productId, from, "", ""), until);
    }

    /** How many devices gave each metric in a span. */
    static Map<String, Integer> devices(Connection connection, String productId, long from, long until)
            throws SQLException {
        Map<String, Integer> devices = new TreeMap<>();
        Database.select(
                connection,
                "select metric, count(distinct device_id) from analytics.partial_hour"
                        + " where product_id = ? and hour >= ? and hour < ? group by metric",
                row -> devices.put(row.getString(1), row.getInt(2)),
                productId,
                new Timestamp(from),
                new Timestamp(until));
        return devices;
    }

    private static Map<String, Part> gather(Connection connection, String table, PartKey from, long until)
            throws SQLException {
        String sql = "select metric, " + PartRows.COLUMNS + " from " + table
                + " where product_id = ? and hour >= ? and hour < ?";
        Map<String, Gathering> metrics = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH);
            statement.setString(1, from.productId());
            statement.setTimestamp(2, new Timestamp(from.hour()));
            statement.setTimestamp(3, new Timestamp(until));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    metrics.computeIfAbsent(rows.getString(1), any -> new Gathering())
                            .merge(PartRows.part(rows));
                }
            }
        }
        Map<String, Part> parts = new TreeMap<>();
        metrics.forEach((metric, gathering) -> parts.put(metric, gathering.part()));
        return parts;
    }

    private static void replace(Connection connection, PartKey hour, Map<String, Part> parts) throws SQLException {
        Timestamp begins = new Timestamp(hour.hour());
        Database.update(
                connection,
                "delete from analytics.product_hour where product_id = ? and hour = ?",
                hour.productId(),
                begins);
        List<Object[]> rows = new ArrayList<>();
        parts.forEach((metric, part) -> rows.add(new Object[] {
            hour.productId(),
            begins,
            metric,
            part.n(),
            part.sum(),
            part.min(),
            part.max(),
            part.sumsq(),
            part.first(),
            new Timestamp(part.firstAt()),
            part.last(),
            new Timestamp(part.lastAt()),
            part.sketch()
        }));
        Database.updateAll(
                connection, "insert into analytics.product_hour values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows);
    }
}
