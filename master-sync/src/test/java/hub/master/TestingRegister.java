package hub.master;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL with the register's schema, started once for all tests of the module. */
final class TestingRegister {

    private static final DataSource DATABASE = start();

    private TestingRegister() {}

    private static DataSource start() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start();
            DataSource database = postgres.getPostgresDatabase();
            Flyway.configure()
                    .dataSource(database)
                    .schemas("master")
                    .locations("classpath:db/master")
                    .load()
                    .migrate();
            return database;
        } catch (IOException problem) {
            throw new IllegalStateException("PostgreSQL did not start", problem);
        }
    }

    static DataSource database() {
        return DATABASE;
    }

    /** A register with an empty memory, as after a restart. */
    static DeviceRegister restarted() throws Exception {
        DeviceRegister register = new DeviceRegister(DATABASE, Clock.systemUTC());
        register.load();
        return register;
    }
}
