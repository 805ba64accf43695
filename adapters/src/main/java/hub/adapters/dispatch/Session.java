package hub.adapters.dispatch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The statements of one transaction on schema {@code service}. */
final class Session {

    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    /** Work that is done as a whole or not at all. */
    interface Work<T> {
        T in(Session session) throws SQLException;
    }

    static <T> T transaction(DataSource database, Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T answer = work.in(new Session(connection));
                connection.commit();
                return answer;
            } catch (SQLException | RuntimeException | Error problem) {
                connection.rollback();
                throw problem;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Makes this transaction wait until no other one, of whatever hub, holds the same name. */
    void lock(String name) throws SQLException {
        rows("select pg_advisory_xact_lock(hashtextextended(?, 60))", name);
    }

    Optional<Row> row(String sql, Object... values) throws SQLException {
        return rows(sql, values).stream().findFirst();
    }

    List<Row> rows(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet result = statement.executeQuery()) {
            ResultSetMetaData columns = result.getMetaData();
            List<Row> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int index = 1; index <= columns.getColumnCount(); index++) {
                    row.put(columns.getColumnLabel(index), result.getObject(index));
                }
                rows.add(new Row(row));
            }
            return rows;
        }
    }

    int change(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, plain(values[index]));
        }
        return statement;
    }

    private Object plain(Object value) throws SQLException {
        if (value instanceof Instant instant) {
            return Timestamp.from(instant);
        }
        if (value instanceof String[] texts) {
            return connection.createArrayOf("text", texts);
        }
        return value instanceof Map<?, ?> || value instanceof Collection<?> ? Row.write(value) : value;
    }
}
