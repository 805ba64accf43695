package hub.adapters.formula;

import hub.formula.daily.MetricDay;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads customers' days from the aggregates, one after the other, so that a long span needs no more memory than a short one. */
final class CustomerDays {
    private static final int ROWS_AT_ONCE = 2_000;
    private static final String DAYS = "select customer_id, day, metric, n, sum, min, max, sumsq, first, last, sketch"
            + " from analytics.customer_product_day where product_id = ? and (? = '' or customer_id = ?)"
            + " and day = any(?) and metric = any(?)";

    private final Quantiles quantiles;

    CustomerDays(Quantiles quantiles) {
        this.quantiles = quantiles;
    }

    /** Takes each day in turn. */
    interface Reader {
        void read(CustomerDay day) throws SQLException;
    }

    /**
     * Reads the days of a version's product and customer; a day without readings of these metrics is told with none.
     *
     * @param customerId only this customer, or empty for all the version is meant for
     */
    void read(
            Connection connection,
            Version version,
            Set<String> metrics,
            String customerId,
            Collection<LocalDate> days,
            Reader reader)
            throws SQLException {
        String customer = version.customerId().isEmpty() ? customerId : version.customerId();
        try (PreparedStatement query = connection.prepareStatement(withEveryDay())) {
            query.setFetchSize(ROWS_AT_ONCE);
            query.setString(1, version.productId());
            query.setString(2, customer);
            query.setString(3, customer);
            query.setArray(4, dates(connection, days));
            query.setArray(5, connection.createArrayOf("text", metrics.toArray()));
            query.setString(6, version.productId());
            query.setString(7, customer);
            query.setString(8, customer);
            query.setArray(9, dates(connection, days));
            try (ResultSet rows = query.executeQuery()) {
                group(rows, reader);
            }
        }
    }

    /** A day counts when any metric of the product has readings, even if the formula's own have none. */
    private static String withEveryDay() {
        return "with wanted as (" + DAYS + "), present as (select distinct customer_id, day"
                + " from analytics.customer_product_day where product_id = ? and (? = '' or customer_id = ?)"
                + " and day = any(?)) select p.customer_id, p.day, w.metric, w.n, w.sum, w.min, w.max, w.sumsq, w.first,"
                + " w.last, w.sketch from present p left join wanted w on w.customer_id = p.customer_id and w.day = p.day"
                + " order by p.day, p.customer_id";
    }

    private void group(ResultSet rows, Reader reader) throws SQLException {
        CustomerDay current = null;
        while (rows.next()) {
            String customer = rows.getString("customer_id");
            LocalDate day = rows.getObject("day", LocalDate.class);
            if (current == null
                    || !current.customerId().equals(customer)
                    || !current.day().equals(day)) {
                if (current != null) {
                    reader.read(current);
                }
                current = new CustomerDay(customer, day, new HashMap<>());
            }
            put(rows, current.metrics());
        }
        if (current != null) {
            reader.read(current);
        }
    }

    private void put(ResultSet row, Map<String, MetricDay> metrics) throws SQLException {
        String metric = row.getString("metric");
        if (metric != null) {
            byte[] sketch = row.getBytes("sketch");
            metrics.put(
                    metric,
                    new MetricDay(
                            row.getLong("n"),
                            row.getDouble("sum"),
                            row.getDouble("min"),
                            row.getDouble("max"),
                            row.getDouble("sumsq"),
                            row.getDouble("first"),
                            row.getDouble("last"),
                            share -> quantiles.of(sketch, share)));
        }
    }

    static Array dates(Connection connection, Collection<LocalDate> days) throws SQLException {
        return connection.createArrayOf("date", days.stream().map(Date::valueOf).toArray());
    }
}
