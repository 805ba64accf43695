package hub.adapters.access;

import hub.adapters.ForwardingDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** A pool whose connections are a customer's while they are used in a {@link CustomerScope}, and the hub's otherwise. */
public final class CustomerDataSource extends ForwardingDataSource implements AutoCloseable {

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
        super(pool);
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
    public void close() throws Exception {
        if (pool instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
