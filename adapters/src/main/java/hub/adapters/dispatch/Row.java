package hub.adapters.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One row of a result, read by the names of its columns; what is null reads as empty. */
record Row(Map<String, Object> columns) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Row of(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        Map<String, Object> row = new LinkedHashMap<>();
        for (int index = 1; index <= columns.getColumnCount(); index++) {
            row.put(columns.getColumnLabel(index), result.getObject(index));
        }
        return new Row(row);
    }

    String text(String column) {
        Object value = columns.get(column);
        return value == null ? "" : value.toString();
    }

    int number(String column) {
        return columns.get(column) instanceof Number number ? number.intValue() : 0;
    }

    Optional<Double> decimal(String column) {
        return columns.get(column) instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    boolean is(String column) {
        return Boolean.TRUE.equals(columns.get(column));
    }

    Optional<Boolean> flag(String column) {
        return Optional.ofNullable((Boolean) columns.get(column));
    }

    Optional<Instant> time(String column) {
        return Optional.ofNullable((Timestamp) columns.get(column)).map(Timestamp::toInstant);
    }

    List<String> texts(String column) throws SQLException {
        Array array = (Array) columns.get(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    Object json(String column) {
        Object value = columns.get(column);
        try {
            return value == null ? null : JSON.readValue(value.toString(), Object.class);
        } catch (JsonProcessingException problem) {
            throw new UnsupportedOperationException(column + " holds JSON that this hub did not write", problem);
        }
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException problem) {
            throw new IllegalArgumentException("this cannot be kept as JSON: " + problem.getOriginalMessage(), problem);
        }
    }
}
