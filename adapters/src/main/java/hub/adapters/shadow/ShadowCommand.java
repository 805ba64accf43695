package hub.adapters.shadow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A desired state somebody waits for.
 *
 * @param desired the patch of the desired section
 * @param dueAt when it counts as timed out
 * @param applied whether the shadow has it
 * @param refusal why the shadow did not take it, or empty
 */
record ShadowCommand(
        String executionId,
        ShadowName shadow,
        ObjectNode desired,
        String requestedBy,
        Instant dueAt,
        boolean applied,
        String refusal) {

    static ShadowCommand read(ResultSet row) throws SQLException {
        return new ShadowCommand(
                row.getString("execution_id"),
                new ShadowName(row.getString("thing"), row.getString("name")),
                Json.stored(row.getString("desired")),
                row.getString("requested_by"),
                row.getTimestamp("due_at").toInstant(),
                row.getBoolean("applied"),
                row.getString("refusal"));
    }

    /** The update request that asks the device for it. */
    ObjectNode request() {
        ObjectNode body = Json.object();
        body.putObject("state").set(ShadowPatch.DESIRED, desired);
        return executionId.length() <= 64 ? body.put("clientToken", executionId) : body;
    }
}
