package hub.adapters.analytics;

import hub.adapters.Database;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A question for customers' days that grows by conditions. */
final class CustomerQuery {

    private final StringBuilder sql =
            new StringBuilder("select * from analytics.customer_product_day where customer_id = ?");
    private final List<Object> values = new ArrayList<>();

    CustomerQuery(String customerId) {
        values.add(customerId);
    }

    void where(String condition, Object value) {
        if (value != null) {
            sql.append(" and ").append(condition);
            values.add(value);
        }
    }

    void after(SeriesCursor cursor) {
        if (!cursor.isNone()) {
            String[] key = cursor.key().split(" ", 2);
            sql.append(" and (day, product_id, metric) > (?, ?, ?)");
            values.add(Date.valueOf(TimeText.day("cursor", cursor.time())));
            values.add(key[0]);
            values.add(key[1]);
        }
    }

    List<Map<String, Object>> rows(Database warm, int most) throws SQLException {
        values.add(most);
        return warm.select(sql + " order by day, product_id, metric limit ?", CustomerQuery::row, values.toArray());
    }

    private static Map<String, Object> row(ResultSet found) throws SQLException {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("day", found.getDate("day").toLocalDate().toString());
        row.put("customerId", found.getString("customer_id"));
        row.put("productId", found.getString("product_id"));
        row.put("metric", found.getString("metric"));
        row.putAll(Figures.of(part(found)));
        row.put("devices", found.getInt("devices"));
        return row;
    }

    private static Part part(ResultSet found) throws SQLException {
        return new Part(
                found.getLong("n"),
                BigDecimal.valueOf(found.getDouble("sum")),
                found.getDouble("min"),
                found.getDouble("max"),
                BigDecimal.valueOf(found.getDouble("sumsq")),
                found.getDouble("first"),
                0,
                found.getDouble("last"),
                0,
                found.getBytes("sketch"));
    }
}
