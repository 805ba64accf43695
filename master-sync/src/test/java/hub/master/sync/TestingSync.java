package hub.master.sync;

import hub.master.mapping.MappingBook;
import hub.master.mapping.MappingFolder;
import hub.message.MasterChange;
import hub.message.MasterChange.Operation;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Schema master in a real PostgreSQL, the mappings that lie in the project, and the words of a legacy system. */
final class TestingSync {

    static final String SOURCE = "legacy";
    private static final EmbeddedPostgres POSTGRES = postgres();

    final DataSource database = POSTGRES.getPostgresDatabase();
    final MappingBook book = new MappingBook();
    final ChangeApplier applier = new ChangeApplier(database, book, Clock.systemUTC());
    private long position = 1000;

    private static EmbeddedPostgres postgres() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("wal_level", "logical")
                    .start();
            Flyway.configure()
                    .dataSource(postgres.getPostgresDatabase())
                    .schemas("master")
                    .locations("classpath:db/master")
                    .load()
                    .migrate();
            return postgres;
        } catch (IOException problem) {
            throw new IllegalStateException("PostgreSQL did not start", problem);
        }
    }

    /** An empty register. */
    static TestingSync fresh() throws SQLException {
        TestingSync sync = new TestingSync();
        sync.run(
                "truncate master.customer, master.site, master.device, master.device_detail, master.product,"
                        + " master.device_removal, master.device_placement, master.site_ownership, master.sync_row,"
                        + " master.sync_waiting, master.sync_table, master.sync_source, master.sync_offset, master.sync_drift cascade");
        new MappingFolder(Path.of("mappings"), sync.book).load();
        return sync;
    }

    void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String one(String sql) throws SQLException {
        List<String> found = Sql.select(database, sql, row -> row.getString(1));
        return found.isEmpty() ? "" : String.valueOf(found.get(0));
    }

    AppliedBatch apply(MasterChange... changes) throws SQLException {
        return applier.apply(new ChangeBatch(SOURCE, "", List.of(changes)));
    }

    MasterChange upsert(String table, String key, Object... columns) {
        Map<String, Object> data = new HashMap<>();
        for (int index = 0; index < columns.length; index += 2) {
            data.put((String) columns[index], columns[index + 1]);
        }
        return new MasterChange(
                SOURCE,
                Operation.UPSERT,
                "public." + table,
                data,
                Map.of(key, data.get(key)),
                List.of(),
                position++,
                1_772_000_000_000L);
    }

    MasterChange customer(int number, String name) {
        return upsert(
                "erp_customer",
                "customer_no",
                "customer_no",
                number,
                "company",
                name,
                "country",
                "KR",
                "status",
                "A",
                "is_test",
                false);
    }

    MasterChange site(int number, int customer) {
        return upsert(
                "erp_site",
                "site_no",
                "site_no",
                number,
                "customer_no",
                customer,
                "title",
                "Plant " + number,
                "city",
                "Busan",
                "street",
                null,
                "contract_from",
                null);
    }

    MasterChange device(String serial, Integer site) {
        return upsert(
                "erp_device",
                "serial_no",
                "serial_no",
                serial,
                "model_code",
                "VC-A",
                "gateway_serial",
                null,
                "site_no",
                site,
                "installed_at",
                null,
                "scrapped",
                false);
    }

    MasterChange delete(String table, String key, Object value) {
        return new MasterChange(
                SOURCE,
                Operation.DELETE,
                "public." + table,
                Map.of(),
                Map.of(key, value),
                List.of(),
                position++,
                1_772_000_000_000L);
    }

    MasterChange truncate(String table) {
        return new MasterChange(
                SOURCE, Operation.TRUNCATE, "public." + table, Map.of(), Map.of(), List.of(), position++, 0);
    }
}
