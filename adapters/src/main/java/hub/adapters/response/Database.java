package hub.adapters.response;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Statements on the warm store, in transactions. */
final class Database {
    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /** Something done within one transaction. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Reads a row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            boolean automatic = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(automatic);
            }
        }
    }

    static <T> List<T> select(Connection connection, String sql, Reader<T> reader, Object... values)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            fill(query, values);
            try (ResultSet rows = query.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        }
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            fill(update, values);
            return update.executeUpdate();
        }
    }

    /** The same statement for many rows, in one go. */
    static int[] updateAll(Connection connection, String sql, List<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (Object[] row : rows) {
                fill(update, row);
                update.addBatch();
            }
            return update.executeBatch();
        }
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column))
                .map(Timestamp::toInstant)
                .orElse(null);
    }

    private static void fill(PreparedStatement statement, Object... values) throws SQLException {
        for (int index = 0; index < values.length; index++) {
            Object value = values[index] instanceof Instant instant ? Timestamp.from(instant) : values[index];
            if (value instanceof String[] texts) {
                statement.setArray(index + 1, statement.getConnection().createArrayOf("text", texts));
            } else {
                statement.setObject(index + 1, value);
            }
        }
    }
}
