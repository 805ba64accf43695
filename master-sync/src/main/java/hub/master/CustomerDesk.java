package hub.master;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Answers the API's questions about customers and their sites; a customer sees himself only. */
public final class CustomerDesk {

    private static final int PAGE = 100;

    private final DataSource database;

    /** @param database the warm store with schema {@code master} */
    public CustomerDesk(DataSource database) {
        this.database = database;
    }

    /**
     * A page of customers in the order of their ids.
     *
     * @param cursor {@code next} of the page before; null or empty for the first
     * @param own the customer who asks; null or empty for staff, who see all
     */
    public Map<String, Object> customers(Integer limit, String cursor, String own) throws SQLException {
        return page(
                "select customer_id as \"customerId\", name, time_zone, closed_at, (select count(*) from master.site s"
                        + " where s.customer_id = c.customer_id and s.closed_at is null) as sites"
                        + " from master.customer c where customer_id > ? and (? = '' or customer_id = ?)"
                        + " order by customer_id limit ?",
                limit,
                List.of(text(cursor), text(own), text(own)));
    }

    /**
     * A page of sites in the order of their ids.
     *
     * @param customer only of this customer; null or empty for any
     * @param cursor {@code next} of the page before; null or empty for the first
     * @param own the customer who asks; null or empty for staff, who see all
     */
    public Map<String, Object> sites(String customer, Integer limit, String cursor, String own) throws SQLException {
        return page(
                "select site_id, customer_id, name, address, closed_at, (select count(*) from master.device d"
                        + " where d.site_id = s.site_id) as devices"
                        + " from master.site s where site_id > ? and (? = '' or customer_id = ?)"
                        + " and (? = '' or customer_id = ?) order by site_id limit ?",
                limit,
                List.of(text(cursor), text(own), text(own), text(customer), text(customer)));
    }

    /** How many devices the register knows. */
    public int devices() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select count(*) from master.device");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private Map<String, Object> page(String sql, Integer limit, List<String> values) throws SQLException {
        int most = limit == null ? PAGE : limit;
        List<Map<String, Object>> items = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.size(); index++) {
                query.setString(index + 1, values.get(index));
            }
            query.setInt(values.size() + 1, most + 1);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    items.add(shape(row));
                }
            }
        }
        Map<String, Object> page = new LinkedHashMap<>();
        if (items.size() > most) {
            items.remove(most);
            page.put("next", items.get(most - 1).values().iterator().next());
        }
        page.put("items", items);
        return page;
    }

    private static Map<String, Object> shape(ResultSet row) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        int columns = row.getMetaData().getColumnCount();
        for (int column = 1; column <= columns; column++) {
            String name = row.getMetaData().getColumnLabel(column);
            switch (name) {
                case "time_zone" -> shape.put("timeZone", row.getString(column));
                case "closed_at" -> {
                    if (row.getTimestamp(column) != null) {
                        shape.put(
                                "closedAt", row.getTimestamp(column).toInstant().toString());
                    }
                }
                case "sites", "devices" -> shape.put(name, row.getLong(column));
                default -> shape.put(name, row.getString(column));
            }
        }
        return shape;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
