package hub.adapters;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The few ways in which doors speak to PostgreSQL. */
public record Database(DataSource source) {

    /** Makes something of the current row. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Several statements that happen together or not at all. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Does all of it in one transaction. */
    public <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T answer = work.on(connection);
                connection.commit();
                return answer;
            } catch (SQLException | RuntimeException problem) {
                connection.rollback();
                throw problem;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /**
     * What is done with a session.
     *
     * @param <E> what it may fail with besides
     */
    public interface SessionWork<T, E extends Exception> {
        T in(Session session) throws SQLException, E;
    }

    /** Does all of it in one transaction; whatever it fails with undoes it. */
    public <T, E extends Exception> T in(SessionWork<T, E> work) throws SQLException, E {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T answer = work.in(new Session(connection));
                connection.commit();
                return answer;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** The rows of a query. */
    public <T> List<T> select(String sql, Row<T> row, Object... values) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return select(connection, sql, row, values);
        }
    }

    /** The rows of a query within a transaction. */
    public static <T> List<T> select(Connection connection, String sql, Row<T> row, Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row.read(rows));
            }
            return found;
        }
    }

    /** How many rows a statement changed. */
    public int update(String sql, Object... values) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return update(connection, sql, values);
        }
    }

    /** How many rows a statement within a transaction changed. */
    public static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** The same statement for many rows, in one go. */
    public static int[] updateAll(Connection connection, String sql, List<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] row : rows) {
                fill(statement, row);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        fill(statement, values);
        return statement;
    }

    private static void fill(PreparedStatement statement, Object... values) throws SQLException {
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, bound(statement, values[index]));
        }
    }

    private static Object bound(PreparedStatement statement, Object value) throws SQLException {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? bound(statement, optional.get()) : null;
        }
        if (value instanceof Instant instant) {
            return Timestamp.from(instant);
        }
        if (value instanceof Collection<?> texts) {
            return statement.getConnection().createArrayOf("text", texts.toArray());
        }
        if (value instanceof String[] texts) {
            return statement.getConnection().createArrayOf("text", texts);
        }
        return value instanceof Enum<?> word ? word.name() : value;
    }
}
