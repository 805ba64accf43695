package hub.adapters.reads;

import hub.adapters.ForwardingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The warm store with a replica: work in a {@link ReadScope} gets a connection to the replica while that is fresh. */
public final class SplitDataSource extends ForwardingDataSource implements AutoCloseable {

    private final DataSource store;
    private final DataSource replica;
    private final ReadCopy copy;

    /**
     * @param store and its replica are closed with this
     * @param copy what is known of the replica
     */
    public SplitDataSource(DataSource store, DataSource replica, ReadCopy copy) {
        super(store);
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
    public void close() throws Exception {
        for (DataSource each : List.of(replica, store)) {
            if (each instanceof AutoCloseable pool) {
                pool.close();
            }
        }
    }
}
