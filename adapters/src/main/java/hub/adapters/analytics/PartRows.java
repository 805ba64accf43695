package hub.adapters.analytics;

import hub.adapters.Database;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The parts per device and hour as they lie in PostgreSQL. */
final class PartRows {

    private static final int SLICE = 5_000;

    /** What {@link #part} reads; times are epoch milliseconds. */
    static final String COLUMNS =
            "n, sum, min, max, sumsq, first, (extract(epoch from first_at) * 1000)::bigint first_at,"
                    + " last, (extract(epoch from last_at) * 1000)::bigint last_at, sketch";

    /** The limit has the database look each row up by its key instead of reading the whole table for a join. */
    private static final String FIND = "select asked.product_id, asked.hour, asked.device_id, asked.metric, part.*"
            + " from unnest(?::text[], ?::bigint[], ?::text[], ?::text[]) asked(product_id, hour, device_id, metric)"
            + " cross join lateral (select " + COLUMNS + " from analytics.partial_hour stored"
            + " where stored.product_id = asked.product_id and stored.hour = to_timestamp(asked.hour / 1000)"
            + " and stored.device_id = asked.device_id and stored.metric = asked.metric limit 1) part";

    private static final String WRITE = """
        insert into analytics.partial_hour
        select product_id, to_timestamp(hour / 1000), device_id, metric, n, sum, min, max, sumsq,
               first, to_timestamp(first_at / 1000.0), last, to_timestamp(last_at / 1000.0), sketch
        from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::numeric[], ?::float8[], ?::float8[],
                    ?::numeric[], ?::float8[], ?::bigint[], ?::float8[], ?::bigint[], ?::bytea[])
             part(product_id, hour, device_id, metric, n, sum, min, max, sumsq, first, first_at, last, last_at, sketch)
        on conflict (product_id, hour, device_id, metric) do update
        set n = excluded.n, sum = excluded.sum, min = excluded.min, max = excluded.max, sumsq = excluded.sumsq,
            first = excluded.first, first_at = excluded.first_at, last = excluded.last, last_at = excluded.last_at,
            sketch = excluded.sketch
        """;

    private PartRows() {}

    /** Adds to what is stored. */
    static void add(Connection connection, Map<PartKey, Part> parts) throws SQLException {
        List<Map.Entry<PartKey, Part>> all = List.copyOf(parts.entrySet());
        for (int from = 0; from < all.size(); from += SLICE) {
            List<Map.Entry<PartKey, Part>> slice = all.subList(from, Math.min(all.size(), from + SLICE));
            Map<PartKey, Part> stored = find(connection, slice);
            write(
                    connection,
                    slice.stream()
                            .map(each -> Map.entry(each.getKey(), merged(stored.get(each.getKey()), each.getValue())))
                            .toList());
        }
    }

    private static Part merged(Part stored, Part more) {
        return stored == null ? more : stored.merge(more);
    }

    private static Map<PartKey, Part> find(Connection connection, List<Map.Entry<PartKey, Part>> slice)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            keys(statement, slice);
            Map<PartKey, Part> found = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(key(rows), part(rows));
                }
            }
            return found;
        }
    }

    static void write(Connection connection, List<Map.Entry<PartKey, Part>> parts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            keys(statement, parts);
            array(statement, 5, "int8", parts, Part::n);
            array(statement, 6, "numeric", parts, Part::sum);
            array(statement, 7, "float8", parts, Part::min);
            array(statement, 8, "float8", parts, Part::max);
            array(statement, 9, "numeric", parts, Part::sumsq);
            array(statement, 10, "float8", parts, Part::first);
            array(statement, 11, "int8", parts, Part::firstAt);
            array(statement, 12, "float8", parts, Part::last);
            array(statement, 13, "int8", parts, Part::lastAt);
            byte[][] sketches =
                    parts.stream().map(each -> each.getValue().sketch()).toArray(byte[][]::new);
            statement.setArray(14, connection.createArrayOf("bytea", sketches));
            statement.executeUpdate();
        }
    }

    private static void keys(PreparedStatement statement, List<Map.Entry<PartKey, Part>> parts) throws SQLException {
        List<PartKey> keys = parts.stream().map(Map.Entry::getKey).toList();
        statement.setArray(1, text(statement, keys, PartKey::productId));
        Object[] hours = keys.stream().map(PartKey::hour).toArray();
        statement.setArray(2, statement.getConnection().createArrayOf("int8", hours));
        statement.setArray(3, text(statement, keys, PartKey::deviceId));
        statement.setArray(4, text(statement, keys, PartKey::metric));
    }

    private static java.sql.Array text(
            PreparedStatement statement, List<PartKey> keys, Function<PartKey, String> column) throws SQLException {
        return statement
                .getConnection()
                .createArrayOf("text", keys.stream().map(column).toArray());
    }

    private static void array(
            PreparedStatement statement,
            int index,
            String type,
            List<Map.Entry<PartKey, Part>> parts,
            Function<Part, Object> column)
            throws SQLException {
        Object[] values =
                parts.stream().map(each -> column.apply(each.getValue())).toArray();
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }

    /** The part in the current row of a query for {@link #COLUMNS}. */
    static Part part(ResultSet row) throws SQLException {
        return new Part(
                row.getLong("n"),
                shortest(row.getBigDecimal("sum")),
                row.getDouble("min"),
                row.getDouble("max"),
                shortest(row.getBigDecimal("sumsq")),
                row.getDouble("first"),
                row.getLong("first_at"),
                row.getDouble("last"),
                row.getLong("last_at"),
                row.getBytes("sketch"));
    }

    private static BigDecimal shortest(BigDecimal number) {
        return ExactSum.shortest(number);
    }

    /** The parts of a product in a span of hours, in no order. */
    static Map<PartKey, Part> of(Connection connection, String productId, long from, long until) throws SQLException {
        Map<PartKey, Part> found = new HashMap<>();
        String sql =
                "select product_id, (extract(epoch from hour) * 1000)::bigint hour_at, device_id, metric, " + COLUMNS
                        + " from analytics.partial_hour where product_id = ? and hour >= to_timestamp(? / 1000)"
                        + " and hour < to_timestamp(? / 1000)";
        Database.select(connection, sql, row -> found.put(key(row), part(row)), productId, from, until);
        return found;
    }

    private static PartKey key(ResultSet row) throws SQLException {
        return new PartKey(row.getString(1), row.getLong(2), row.getString(3), row.getString(4));
    }
}
