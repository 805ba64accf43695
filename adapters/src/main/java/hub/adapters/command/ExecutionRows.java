package hub.adapters.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.message.Command;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Reads executions from rows of {@code service.command_execution}. */
final class ExecutionRows {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private ExecutionRows() {}

    static Execution read(ResultSet row) throws SQLException {
        Command command = new Command(
                row.getString("execution_id"),
                row.getString("device_id"),
                row.getString("product_id"),
                Command.Kind.COMMAND,
                row.getString("name"),
                fields(row.getString("parameters")),
                Duration.ofMillis(row.getLong("timeout_ms")),
                row.getInt("retries"),
                row.getString("requested_by"),
                row.getString("alarm_id"));
        return new Execution(
                command,
                row.getString("hub_id"),
                ExecutionState.valueOf(row.getString("state")),
                row.getString("reason"),
                fields(row.getString("result")),
                row.getString("door"),
                row.getInt("attempts"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("sent_at")),
                instant(row.getTimestamp("ended_at")),
                row.getTimestamp("deadline_at").toInstant());
    }

    static Map<String, Object> fields(String json) {
        try {
            return JSON.readValue(json, FIELDS);
        } catch (JsonProcessingException problem) {
            throw new IllegalArgumentException("not a JSON object: " + json, problem);
        }
    }

    static String json(Map<String, Object> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException problem) {
            throw new IllegalArgumentException("cannot be written as JSON: " + fields, problem);
        }
    }

    private static Optional<Instant> instant(Timestamp timestamp) {
        return Optional.ofNullable(timestamp).map(Timestamp::toInstant);
    }
}
