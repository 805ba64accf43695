package hub.master.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The few ways in which master-sync speaks to PostgreSQL. */
public final class Sql {

    private Sql() {}

    /** Makes something of the current row. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Several statements that happen together or not at all. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Does all of it, or nothing. */
    public static <T> T inTransaction(DataSource database, Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
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

    static <T> List<T> select(Connection connection, String sql, Row<T> row, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row.read(rows));
            }
            return found;
        }
    }

    /** All rows of a query; texts, times and arrays are bound as they are. */
    public static <T> List<T> select(DataSource database, String sql, Row<T> row, Object... values)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            return select(connection, sql, row, values);
        }
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** How many rows a statement changed. */
    public static int update(DataSource database, String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return update(connection, sql, values);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < values.length; index++) {
            Object value = values[index];
            if (value instanceof Instant instant) {
                statement.setTimestamp(index + 1, Timestamp.from(instant));
            } else if (value instanceof String[] texts) {
                statement.setArray(index + 1, connection.createArrayOf("text", texts));
            } else if (value instanceof Long[] numbers) {
                statement.setArray(index + 1, connection.createArrayOf("bigint", numbers));
            } else if (value instanceof Boolean[] truths) {
                statement.setArray(index + 1, connection.createArrayOf("boolean", truths));
            } else {
                statement.setObject(index + 1, value);
            }
        }
        return statement;
    }
}
