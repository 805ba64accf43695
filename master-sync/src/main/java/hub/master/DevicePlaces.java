package hub.master;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Tells where a device stands and whose it is, for whoever has to go there. */
public final class DevicePlaces {

    private static final String QUERY = "select d.site_id, s.name as site, s.customer_id, c.name as customer"
            + " from master.device d join master.site s using (site_id) join master.customer c using (customer_id)"
            + " where d.device_id = ?";

    private final DataSource database;

    /** @param database the warm store with schema {@code master} */
    public DevicePlaces(DataSource database) {
        this.database = database;
    }

    /** {@code site_id}, {@code site}, {@code customerId} and {@code customer}; empty when the register does not know. */
    public Map<String, Object> of(String deviceId) throws SQLException {
        Map<String, Object> place = new LinkedHashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, deviceId);
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    place.put("site_id", row.getString("site_id"));
                    place.put("site", row.getString("site"));
                    place.put("customerId", row.getString("customer_id"));
                    place.put("customer", row.getString("customer"));
                }
            }
        }
        return place;
    }
}
