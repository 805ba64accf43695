package hub.adapters.firmware;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The warm store, one transaction at a time. */
final class Database {

    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /** What is done in one transaction. */
    interface Work<T> {
        T in(Session session) throws SQLException, Refusal;
    }

    /** Does all of it or nothing; a refusal undoes it too. */
    <T> T tryIn(Work<T> work) throws SQLException, Refusal {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(new Session(connection));
                connection.commit();
                return result;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** The same for work that refuses nothing. */
    <T> T in(Work<T> work) throws SQLException {
        try {
            return tryIn(work);
        } catch (Refusal refusal) {
            throw new IllegalStateException(refusal.getMessage(), refusal);
        }
    }
}
