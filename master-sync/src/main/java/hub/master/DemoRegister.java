package hub.master;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Fills the register with the customers, sites and devices that the demo and its simulated fleet speak of. */
public final class DemoRegister {

    /** The secret of every demo device. */
    public static final String SECRET = "demo";

    private static final int FLEET = 60;
    private static final int ABROAD = 10;

    /** What the living devices do when they are in trouble; the fleet simulator plays them. */
    private static final List<String> CHARACTERS = List.of("restart", "update", "liar", "silent", "worn");

    private final DataSource database;
    private final DeviceRegister register;

    public DemoRegister(DataSource database, DeviceRegister register) {
        this.database = database;
        this.register = register;
    }

    /** Adds what is missing; what a person changed stays as it is. */
    public void seed() throws SQLException {
        customer("customer-1", "Hanbit Foods", "Asia/Seoul", "site-1", "Hanbit plant, Ansan");
        customer("customer-2", "Daon Cold Chain", "Asia/Seoul", "site-2", "Daon warehouse, Icheon");
        customer("customer-3", "Nordlicht Kälte", "Europe/Berlin", "site-3", "Nordlicht cold store, Hamburg");
        register.load();
        for (int number = 1; number <= 5; number++) {
            device("demo-" + number, "", "site-1");
        }
        device("hub-01", "", "site-2");
        device("device-01", "hub-01", "site-2");
        device("child-01", "hub-01", "site-2");
        for (String character : CHARACTERS) {
            device("living-" + character + "-1", "fan-demo", "", "site-1");
            device("living-" + character + "-2", "fan-demo", "", "site-2");
        }
        for (int number = 1; number <= FLEET; number++) {
            device(String.format("sim-%06d", number), "", site(number));
        }
    }

    private static String site(int number) {
        return number > FLEET - ABROAD ? "site-3" : number % 2 == 0 ? "site-2" : "site-1";
    }

    private void device(String deviceId, String hubId, String siteId) throws SQLException {
        device(deviceId, "prod-a", hubId, siteId);
    }

    private void device(String deviceId, String productId, String hubId, String siteId) throws SQLException {
        if (register.device(deviceId).isEmpty()) {
            register.save(deviceId, productId, hubId, siteId, Optional.of(SECRET));
        }
    }

    private void customer(String customerId, String name, String timeZone, String siteId, String siteName)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            insert(
                    connection,
                    "insert into master.customer (customer_id, name, time_zone) values (?, ?, ?)",
                    customerId,
                    name,
                    timeZone);
            insert(
                    connection,
                    "insert into master.site (site_id, customer_id, name) values (?, ?, ?)",
                    siteId,
                    customerId,
                    siteName);
        }
    }

    private static void insert(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql + " on conflict do nothing")) {
            for (int index = 0; index < values.length; index++) {
                statement.setString(index + 1, values[index]);
            }
            statement.executeUpdate();
        }
    }
}
