package hub.adapters.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How values stand in the columns of this package's tables. */
final class Columns {

    static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    static final TypeReference<Map<String, Object>> WORDS = new TypeReference<>() {};
    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

    private Columns() {}

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
