package hub.adapters.warm;

import hub.adapters.ListeningPort;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL without anything to install: the hub unpacks it, runs it beside itself and stops it again. */
public final class WarmServer implements AutoCloseable {
    /** The database the hub's schemas live in. */
    public static final String DATABASE = "hub";

    /** The account the hub works with: owner of the database, may replicate, is no superuser. */
    public static final String USER = "hub";

    /** The role customers' questions are asked as; the account may take it. */
    private static final String CUSTOMER_ROLE = "hub_customer";

    static final String PORT_SETTING = "hub.warm.port";
    private static final Logger LOG = LoggerFactory.getLogger(WarmServer.class);
    private static final String TIMEOUT_SECONDS = "3";

    private final FolderLock lock;
    private final PostgresProcess process;
    private final String password;
    private final int port;

    private WarmServer(FolderLock lock, PostgresProcess process, String password, int port) {
        this.lock = lock;
        this.process = process;
        this.password = password;
        this.port = port;
    }

    /**
     * Starts the server and returns when the database can be used. A server left behind by a hub that was killed is stopped first.
     *
     * @throws hub.adapters.PortTakenException when another program holds the port
     * @throws IllegalStateException when another hub uses the folder, or the server does not start; the message quotes its log
     */
    public static WarmServer start(WarmServerSettings settings) {
        var begun = System.nanoTime();
        var lock = FolderLock.take(settings.folder());
        try {
            var server = start(settings, lock);
            var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            LOG.info("PostgreSQL listens on {}, data in {} ({} ms)", server.jdbcUrl(), settings.folder(), millis);
            return server;
        } catch (RuntimeException problem) {
            lock.close();
            throw problem;
        }
    }

    /** Address for the JDBC driver, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + ListeningPort.LOOPBACK + ":" + port + "/" + DATABASE;
    }

    /** The account the hub works with. */
    public String user() {
        return USER;
    }

    /** The account's password, made up at the first start and kept in the file {@code password} of the folder. */
    public String password() {
        return password;
    }

    /** The port clients connect to. */
    public int port() {
        return port;
    }

    /** Whether a new connection works now; gives up after three seconds. */
    public boolean isHealthy() {
        try (var connection = connect(USER, DATABASE)) {
            return connection.isValid(Integer.parseInt(TIMEOUT_SECONDS));
        } catch (SQLException refused) {
            LOG.debug("The embedded PostgreSQL does not answer", refused);
            return false;
        }
    }

    /** Stops the server, ending open connections; a second call does nothing. */
    @Override
    public void close() {
        process.stop();
        lock.close();
    }

    private static WarmServer start(WarmServerSettings settings, FolderLock lock) {
        var process = new PostgresProcess(PostgresPrograms.unpack(settings.binaries()), settings.folder());
        process.stopLeftBehind();
        var port = ListeningPort.settle(settings.port(), PORT_SETTING);
        var cluster = new PostgresCluster(process, settings.folder());
        cluster.prepare(port);
        process.start();
        var server = new WarmServer(lock, process, cluster.password(), port);
        server.makeDatabase();
        return server;
    }

    private void makeDatabase() {
        try (var connection = connect(PostgresCluster.SUPERUSER, "postgres")) {
            if (missing(connection, "SELECT FROM pg_roles WHERE rolname = '" + USER + "'")) {
                run(connection, "CREATE ROLE " + USER + " LOGIN REPLICATION PASSWORD '" + password + "'");
            }
            if (missing(connection, "SELECT FROM pg_roles WHERE rolname = '" + CUSTOMER_ROLE + "'")) {
                run(connection, "CREATE ROLE " + CUSTOMER_ROLE + " NOLOGIN");
                run(connection, "GRANT " + CUSTOMER_ROLE + " TO " + USER);
            }
            if (missing(connection, "SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                run(connection, "CREATE DATABASE " + DATABASE + " OWNER " + USER);
            }
        } catch (SQLException problem) {
            process.stop();
            throw new IllegalStateException(
                    "Cannot prepare the database " + DATABASE + ": " + problem.getMessage(), problem);
        }
    }

    /** Adds a database of another name, owned by the hub's account; nothing happens when it is there. */
    public void addDatabase(String name) {
        try (var connection = connect(PostgresCluster.SUPERUSER, "postgres")) {
            if (missing(connection, "SELECT FROM pg_roles WHERE rolname = '" + CUSTOMER_ROLE + "'")) {
                run(connection, "CREATE ROLE " + CUSTOMER_ROLE + " NOLOGIN");
                run(connection, "GRANT " + CUSTOMER_ROLE + " TO " + USER);
            }
            if (missing(connection, "SELECT FROM pg_database WHERE datname = '" + name + "'")) {
                run(connection, "CREATE DATABASE " + name + " OWNER " + USER);
            }
        } catch (SQLException problem) {
            throw new IllegalStateException("Cannot add the database " + name + ": " + problem.getMessage(), problem);
        }
    }

    private Connection connect(String user, String database) throws SQLException {
        var login = new Properties();
        login.put("user", user);
        login.put("password", password);
        login.put("connectTimeout", TIMEOUT_SECONDS);
        login.put("loginTimeout", TIMEOUT_SECONDS);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + ListeningPort.LOOPBACK + ":" + port + "/" + database, login);
    }

    private static boolean missing(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            return !found.next();
        }
    }

    private static void run(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
