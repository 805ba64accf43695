package hub.adapters;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** PostgreSQL for tests: one server for all of them, and a database of its own for each that asks. */
public final class TestingDatabase {

    private static EmbeddedPostgres server;
    private static int databases;

    private TestingDatabase() {}

    /** A new database with these schemas, each as its migrations make it; connections are used again like the hub's. */
    public static synchronized DataSource with(String... schemas) {
        try {
            String name = "test" + ++databases;
            try (Connection connection = server().getPostgresDatabase().getConnection()) {
                connection.createStatement().execute("create database " + name);
            }
            DataSource database = reused(server().getDatabase("postgres", name));
            for (String schema : schemas) {
                Flyway.configure()
                        .dataSource(database)
                        .schemas(schema)
                        .locations("classpath:db/" + schema)
                        .outOfOrder(true)
                        .loggers("slf4j")
                        .load()
                        .migrate();
            }
            return database;
        } catch (SQLException problem) {
            throw new IllegalStateException("no database for a test", problem);
        }
    }

    /** A database that does not exist, on a server that does. */
    public static DataSource missing() {
        return server().getDatabase("nobody", "missing_database");
    }

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException problem) {
                throw new UncheckedIOException(problem);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(TestingDatabase::close));
        }
        return server;
    }

    private static void close() {
        try {
            server.close();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Keeps connections that are closed, because a new one costs milliseconds. */
    private static DataSource reused(DataSource real) {
        Deque<Connection> free = new ConcurrentLinkedDeque<>();
        ClassLoader loader = TestingDatabase.class.getClassLoader();
        return (DataSource) Proxy.newProxyInstance(
                loader, new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        return method.invoke(real, arguments);
                    }
                    Connection kept = free.poll();
                    Connection open = kept == null ? real.getConnection() : kept;
                    AtomicBoolean closed = new AtomicBoolean();
                    return Proxy.newProxyInstance(loader, new Class<?>[] {Connection.class}, (self, call, values) -> {
                        if (call.getName().equals("close")) {
                            if (closed.compareAndSet(false, true)) {
                                free.push(open);
                            }
                            return null;
                        }
                        try {
                            return call.invoke(open, values);
                        } catch (InvocationTargetException problem) {
                            throw problem.getCause();
                        }
                    });
                });
    }
}
