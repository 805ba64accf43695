package hub.adapters.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The few lines of JDBC and JSON that all statements of this package share. */
final class Database {

    static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    static final TypeReference<Map<String, Object>> WORDS = new TypeReference<>() {};
    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /** What is done in one transaction. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Reads one row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Does all of it or nothing. */
    <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    static <T> List<T> query(Connection connection, String sql, Reader<T> reader, Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(reader.read(result));
            }
            return rows;
        }
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < values.length; index++) {
            Object value = values[index];
            if (value instanceof Instant time) {
                statement.setTimestamp(index + 1, Timestamp.from(time));
            } else if (value instanceof Collection<?> texts) {
                statement.setArray(index + 1, connection.createArrayOf("text", texts.toArray()));
            } else {
                statement.setObject(index + 1, value);
            }
        }
        return statement;
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? Instant.EPOCH : time.toInstant();
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException unfit) {
            throw new IllegalArgumentException("cannot be written as JSON: " + unfit.getOriginalMessage(), unfit);
        }
    }

    static <T> T parse(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("schema service holds JSON that this hub did not write: " + json, foreign);
        }
    }
}
