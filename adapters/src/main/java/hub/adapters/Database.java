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
            Object value = values[index];
            if (value instanceof Instant instant) {
                statement.setTimestamp(index + 1, Timestamp.from(instant));
            } else if (value instanceof Collection<?> texts) {
                statement.setArray(index + 1, statement.getConnection().createArrayOf("text", texts.toArray()));
            } else {
                statement.setObject(index + 1, value);
            }
        }
    }
}
