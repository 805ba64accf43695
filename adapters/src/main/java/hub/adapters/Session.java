package hub.adapters;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One open transaction of a {@link Database}. */
public final class Session {

    private static final int LOCKS = 60;

    private final Connection connection;

    Session(Connection connection) {
        this.connection = connection;
    }

    /** How many rows a statement changed. */
    public int update(String sql, Object... values) throws SQLException {
        return Database.update(connection, sql, values);
    }

    /** The rows of a query. */
    public <T> List<T> list(String sql, Database.Row<T> row, Object... values) throws SQLException {
        return Database.select(connection, sql, row, values);
    }

    /** The first row of a query. */
    public <T> Optional<T> one(String sql, Database.Row<T> row, Object... values) throws SQLException {
        return list(sql, row, values).stream().findFirst();
    }

    /** The one number a query gives; 0 when it gives none. */
    public long number(String sql, Object... values) throws SQLException {
        return one(sql, row -> row.getLong(1), values).orElse(0L);
    }

    /** Makes this transaction wait until no other one, of whatever hub, holds the same name. */
    public void lock(String name) throws SQLException {
        list("select pg_advisory_xact_lock(hashtextextended(?, ?))", row -> "", name, LOCKS);
    }

    /** The time in a column, if there is one. */
    public static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
