package hub.adapters.reads;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** The warm store with a replica: work in a {@link ReadScope} gets a connection to the replica while that is fresh. */
public final class SplitDataSource implements DataSource, AutoCloseable {

    private final DataSource store;
    private final DataSource replica;
    private final ReadCopy copy;

    /**
     * @param store and its replica are closed with this
     * @param copy what is known of the replica
     */
    public SplitDataSource(DataSource store, DataSource replica, ReadCopy copy) {
        this.store = store;
        this.replica = replica;
        this.copy = copy;
    }

    /** What is known of the replica. */
    public ReadCopy copy() {
        return copy;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Optional<String> reader = ReadScope.reader();
        if (reader.isPresent() && copy.serves(reader.get())) {
            try {
                return replica.getConnection();
            } catch (SQLException away) {
                copy.failed(away);
            }
        }
        return store.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return store.getConnection(user, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return store.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        store.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        store.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return store.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : store.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || store.isWrapperFor(type);
    }

    @Override
    public void close() throws Exception {
        for (DataSource each : List.of(replica, store)) {
            if (each instanceof AutoCloseable pool) {
                pool.close();
            }
        }
    }
}
