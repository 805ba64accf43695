package hub.adapters.access;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A pool whose connections are a customer's while they are used in a {@link CustomerScope}, and the hub's otherwise. */
public final class CustomerDataSource implements DataSource, AutoCloseable {

    private static final String BECOME =
            "select set_config('hub.customer', ?, false), set_config('role', '" + CustomerRows.ROLE + "', false)";
    private static final String BE_THE_HUB =
            "select set_config('role', 'none', false), set_config('hub.customer', '', false)";

    private final DataSource pool;
    private final boolean locked;

    /**
     * @param pool is closed with this
     * @param locked whether the role may be taken, see {@link CustomerRows#lock}
     */
    public CustomerDataSource(DataSource pool, boolean locked) {
        this.pool = pool;
        this.locked = locked;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = pool.getConnection();
        Optional<String> customer = CustomerScope.customer();
        if (!locked || customer.isEmpty()) {
            return connection;
        }
        try (PreparedStatement become = connection.prepareStatement(BECOME)) {
            become.setString(1, customer.get());
            become.execute();
        } catch (SQLException refused) {
            connection.abort(Runnable::run);
            throw refused;
        }
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, values) -> {
                    if (method.getName().equals("close")) {
                        giveBack(connection);
                        return null;
                    }
                    try {
                        return method.invoke(connection, values);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    /** A connection that cannot be made the hub's again is thrown away. */
    private static void giveBack(Connection connection) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            try (PreparedStatement back = connection.prepareStatement(BE_THE_HUB)) {
                back.execute();
            }
        } catch (SQLException stuck) {
            connection.abort(Runnable::run);
        }
        connection.close();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return pool.getConnection(user, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : type.isInstance(pool) ? type.cast(pool) : pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || type.isInstance(pool) || pool.isWrapperFor(type);
    }

    @Override
    public void close() throws Exception {
        if (pool instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
