package hub.master;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The demo's sample of a legacy system: a small ERP with everything the hub asks of one. */
public final class DemoLegacy {

    private static final String SCRIPT = "/db/legacy/sample.sql";

    private DemoLegacy() {}

    /** Makes its tables and rows; what is there stays. */
    public static void seed(DataSource legacy) throws SQLException {
        try (InputStream script = DemoLegacy.class.getResourceAsStream(SCRIPT);
                Connection connection = legacy.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new IllegalStateException(SCRIPT + " is missing from the program", unreadable);
        }
    }
}
