package hub.sync;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import hub.adapters.warm.WarmServer;
import hub.adapters.warm.WarmServerSettings;
import hub.master.DemoLegacy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.LoggerFactory;

/** One PostgreSQL with a legacy system and the hub's own database, side by side. */
final class LegacyTwin implements AutoCloseable {

    private static final Path HOME =
            Path.of(System.getProperty("hub.home", "..")).toAbsolutePath().normalize();

    static {
        quiet();
    }

    private final WarmServer server;
    final DataSource hub;
    final DataSource legacy;

    LegacyTwin(Path folder) throws Exception {
        Files.createDirectories(folder);
        server = WarmServer.start(WarmServerSettings.in(folder).withPort(0));
        server.addDatabase("legacy");
        hub = place().database("hub");
        legacy = place().database("legacy");
        for (String schema : List.of("master", "service", "hub")) {
            Flyway.configure()
                    .dataSource(hub)
                    .schemas(schema)
                    .locations("classpath:db/" + schema)
                    .outOfOrder(true)
                    .load()
                    .migrate();
        }
        DemoLegacy.seed(legacy);
    }

    static void quiet() {
        ((Logger) LoggerFactory.getLogger("ROOT")).setLevel(Level.WARN);
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.ERROR);
        ((Logger) LoggerFactory.getLogger("org.flywaydb")).setLevel(Level.ERROR);
        ((Logger) LoggerFactory.getLogger("io.debezium")).setLevel(Level.ERROR);
    }

    SyncProcess.Place place() {
        return new SyncProcess.Place(
                server.port(),
                server.password(),
                HOME.resolve("master-sync/mappings").toString());
    }

    void inLegacy(String sql) throws SQLException {
        run(legacy, sql);
    }

    void inHub(String sql) throws SQLException {
        run(hub, sql);
    }

    String hubSays(String query) throws SQLException {
        return ask(hub, query);
    }

    String legacySays(String query) throws SQLException {
        return ask(legacy, query);
    }

    private static void run(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(DataSource database, String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
