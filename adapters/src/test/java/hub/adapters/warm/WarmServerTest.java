package hub.adapters.warm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.adapters.ChildProgram;
import hub.adapters.PortTakenException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class WarmServerTest {
    private static final Path PROGRAMS = Path.of("target", "postgresql");

    /** One for all tests, since making the data takes far longer than starting; each test leaves it fit for the next. */
    @TempDir
    static Path folder;

    @Test
    void findsRowsAgainAfterARestart() throws Exception {
        try (var server = start()) {
            run(server, "CREATE TABLE restarted AS SELECT 'kept' AS text");
        }

        try (var server = start()) {
            assertThat(ask(server, "SELECT text FROM restarted")).isEqualTo("kept");
            assertThat(server.isHealthy()).isTrue();
        }
    }

    @Test
    void isReadyForChangeDataCaptureAndKeepsStrangersOut() throws Exception {
        try (var server = start()) {
            assertThat(ask(server, "SHOW wal_level")).isEqualTo("logical");
            assertThat(ask(server, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server, "SELECT pg_create_logical_replication_slot('probe', 'pgoutput', true)::text"))
                    .contains("probe");
            assertThat(ask(server, "SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("false");
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void stopsTheServerOfAKilledHubAndFindsItsCommittedRows() throws Exception {
        long leftBehind;
        try (var hub = ChildProgram.start(HubThatIsKilled.class, folder.toString())) {
            leftBehind = Long.parseLong(hub.awaitLine("COMMITTED"));
            hub.kill();
        }
        assertThat(programOf(leftBehind))
                .hasValueSatisfying(program -> assertThat(program).contains("postgres"));

        try (var server = start()) {
            assertThat(programOf(leftBehind)).isEmpty();
            assertThat(ask(server, "SELECT text FROM note")).isEqualTo("kept");
        }
    }

    @Test
    void refusesAFolderThatALivingHubUses() {
        try (var server = start()) {
            assertThatThrownBy(WarmServerTest::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("Another hub", folder.toString(), "hub.data");
            assertThat(server.isHealthy()).isTrue();
        }
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> WarmServer.start(settings(folder).withPort(other.getLocalPort())))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("hub.warm.port");
        }
        try (var server = start()) {
            assertThat(server.isHealthy()).isTrue();
        }
    }

    @Test
    void quotesTheServersLogWhenItCannotStart() throws Exception {
        start().close();
        var version = folder.resolve("data").resolve("PG_VERSION");
        var written = Files.readString(version);
        Files.writeString(version, "12\n");

        assertThatThrownBy(WarmServerTest::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("initialized by PostgreSQL version 12");
        Files.writeString(version, written);
    }

    @Test
    void stopsWhileClientsAreConnectedAndIsUnhealthyThen() throws Exception {
        var server = start();
        try (var connection = connect(server)) {
            assertThat(connection.isValid(1)).isTrue();
            server.close();
        }

        assertThat(server.isHealthy()).isFalse();
        assertThat(folder.resolve("data").resolve("postmaster.pid")).doesNotExist();
    }

    private static WarmServer start() {
        return WarmServer.start(settings(folder));
    }

    private static WarmServerSettings settings(Path folder) {
        return WarmServerSettings.in(folder).withPort(0).withBinaries(PROGRAMS);
    }

    private static Optional<String> programOf(long process) {
        return ProcessHandle.of(process).flatMap(handle -> handle.info().command());
    }

    private static Connection connect(WarmServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }

    private static void run(WarmServer server, String command) throws SQLException {
        try (var connection = connect(server);
                var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static String ask(WarmServer server, String query) throws SQLException {
        try (var connection = connect(server);
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    /** Commits a row, says which process serves it, and waits for its end. */
    static final class HubThatIsKilled {
        private HubThatIsKilled() {}

        public static void main(String[] arguments) throws Exception {
            var folder = Path.of(arguments[0]);
            var server = WarmServer.start(settings(folder));
            run(server, "CREATE TABLE note AS SELECT 'kept' AS text");
            System.out.println("COMMITTED "
                    + Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"))
                            .get(0));
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }
}
