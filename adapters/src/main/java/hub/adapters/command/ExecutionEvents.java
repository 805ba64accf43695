package hub.adapters.command;

import hub.adapters.Database;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Tells changes of executions in the words of AWS IoT.
 *
 * @see <a href="https://docs.aws.amazon.com/iot/latest/developerguide/command-events.html">Command execution events</a>
 */
final class ExecutionEvents {

    private static final int MOST_AT_ONCE = 500;
    private static final Duration CLAIM = Duration.ofSeconds(30);
    private static final Pattern CODED = Pattern.compile("([A-Z0-9_-]{1,64}): (.*)", Pattern.DOTALL);
    private static final String CLAIM_LINES = "with next as (select number from service.command_history where not told"
            + " and (claimed_until is null or claimed_until < ?) order by number limit ? for update skip locked)"
            + " update service.command_history h set claimed_until = ? from next, service.command_execution e"
            + " where h.number = next.number and e.execution_id = h.execution_id"
            + " returning h.number, h.at, h.from_state, h.to_state, e.execution_id, e.name, e.device_id,"
            + " case when e.state = h.to_state then e.reason else '' end as reason";

    private final Database database;

    ExecutionEvents(DataSource source) {
        this.database = new Database(source);
    }

    /** What has not been told yet, oldest first; another hub that asks meanwhile gets other lines. */
    CommandEvents next(Instant now) throws SQLException {
        TreeMap<Long, Optional<Map.Entry<String, byte[]>>> lines = new TreeMap<>();
        database.select(
                CLAIM_LINES, row -> lines.put(row.getLong("number"), event(row)), now, MOST_AT_ONCE, now.plus(CLAIM));
        List<Map.Entry<String, byte[]>> publications = new ArrayList<>();
        lines.values().forEach(event -> event.ifPresent(publications::add));
        return new CommandEvents(List.copyOf(lines.keySet()), publications);
    }

    void told(CommandEvents events) throws SQLException {
        database.inTransaction(connection -> Database.updateAll(
                connection,
                "update service.command_history set told = true, claimed_until = null where number = ?",
                events.numbers().stream().map(number -> new Object[] {number}).toList()));
    }

    private static Optional<Map.Entry<String, byte[]>> event(ResultSet row) throws SQLException {
        String status = row.getString("from_state").equals(row.getString("to_state"))
                ? ""
                : status(ExecutionState.valueOf(row.getString("to_state")));
        if (status.isEmpty()) {
            return Optional.empty();
        }
        String command = row.getString("name");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("executionId", row.getString("execution_id"));
        body.put("status", status);
        if (!row.getString("reason").isEmpty()) {
            body.put("statusReason", reason(status, row.getString("reason")));
        }
        body.put("eventType", "COMMAND_EXECUTION");
        body.put("commandArn", "arn:aws:iot:hub:command/" + command);
        body.put("targetArn", "arn:aws:iot:hub:thing/" + row.getString("device_id"));
        body.put("timestamp", row.getTimestamp("at").getTime());
        String topic = "$aws/events/commandExecution/" + command.replaceAll("[/+#]", "_") + "/" + status;
        return Optional.of(Map.entry(topic, ExecutionRows.json(body).getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, String> reason(String status, String text) {
        Matcher coded = CODED.matcher(text);
        return coded.matches()
                ? Map.of("reasonCode", coded.group(1), "reasonDescription", coded.group(2))
                : Map.of("reasonCode", status, "reasonDescription", text);
    }

    /** AWS's word for a state; empty for those that AWS does not tell. */
    private static String status(ExecutionState state) {
        return switch (state) {
            case QUEUED -> "CREATED";
            case IN_PROGRESS, SUCCEEDED, FAILED, REJECTED, TIMED_OUT -> state.name();
            case EXPIRED -> ExecutionState.TIMED_OUT.name();
            case SENT, CANCELED -> "";
        };
    }
}
