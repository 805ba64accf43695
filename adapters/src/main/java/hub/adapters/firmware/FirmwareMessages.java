package hub.adapters.firmware;

import com.fasterxml.jackson.databind.JsonNode;
import hub.adapters.Database;
import hub.adapters.Session;
import hub.message.CommandResult;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Gives out what is to be told to devices and followers, at least once, and composes it at the last moment. */
public final class FirmwareMessages {

    private static final int AT_ONCE = 1000;
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private final Database database;
    private final JobDocument documents;
    private final Clock clock;

    /** @param warm the warm store, with schema {@code service} */
    public FirmwareMessages(DataSource warm, FirmwarePackages packages, Clock clock) {
        this.database = new Database(warm);
        this.documents = new JobDocument(packages);
        this.clock = clock;
    }

    private record Row(long id, String kind, String target, String payload) {}

    /** The next messages, in order; those that are not {@link #sent} are given out again after half a minute. */
    public List<DeviceMessage> next() throws SQLException {
        Instant now = clock.instant();
        return database.in(session -> {
            List<Row> rows = claim(session, now);
            List<String> things = rows.stream()
                    .filter(row -> row.kind().startsWith("notify"))
                    .map(Row::target)
                    .distinct()
                    .toList();
            Map<String, List<Execution>> pending =
                    ExecutionRows.pending(session, things).stream().collect(Collectors.groupingBy(Execution::thing));
            List<String> scheduled = ExecutionRows.scheduled(session, things);
            List<DeviceMessage> messages = new ArrayList<>();
            for (Row row : rows) {
                List<Execution> shown = ThingShapes.shown(
                        pending.getOrDefault(row.target(), List.of()), scheduled.contains(row.target()));
                messages.add(message(session, row, shown, now));
            }
            return messages;
        });
    }

    /** Forgets what has been sent. */
    public void sent(DeviceMessage message) throws SQLException {
        database.in(session -> session.update("delete from service.firmware_message where id = ?", message.id()));
    }

    private static List<Row> claim(Session session, Instant now) throws SQLException {
        return session
                .list(
                        "update service.firmware_message set claimed_until = ? where id in (select id from"
                                + " service.firmware_message where claimed_until is null or claimed_until <= ?"
                                + " order by id limit ? for update skip locked) returning id, kind, target, payload",
                        row -> new Row(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)),
                        now.plus(CLAIM),
                        now,
                        AT_ONCE)
                .stream()
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .toList();
    }

    private DeviceMessage message(Session session, Row row, List<Execution> pending, Instant now) throws SQLException {
        return switch (row.kind()) {
            case "notify" -> published(row, "$aws/things/" + row.target() + "/jobs/notify", lists(pending, now));
            case "notify-next" ->
                published(row, "$aws/things/" + row.target() + "/jobs/notify-next", next(session, pending, now));
            case "result" -> new DeviceMessage(row.id(), "", new byte[0], Optional.of(result(row)));
            default ->
                new DeviceMessage(
                        row.id(), row.target(), row.payload().getBytes(StandardCharsets.UTF_8), Optional.empty());
        };
    }

    private static DeviceMessage published(Row row, String topic, Map<String, Object> body) {
        return new DeviceMessage(row.id(), topic, Json.write(body).getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    private static Map<String, Object> lists(List<Execution> pending, Instant now) {
        Map<String, Object> jobs = new LinkedHashMap<>();
        for (ExecutionStatus status : List.of(ExecutionStatus.IN_PROGRESS, ExecutionStatus.QUEUED)) {
            List<Map<String, Object>> some = ThingShapes.summaries(pending, status);
            if (!some.isEmpty()) {
                jobs.put(status.name(), some);
            }
        }
        return Map.of("timestamp", now.getEpochSecond(), "jobs", jobs);
    }

    private Map<String, Object> next(Session session, List<Execution> pending, Instant now) throws SQLException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("timestamp", now.getEpochSecond());
        if (!pending.isEmpty()) {
            Execution next = pending.get(0);
            body.put("execution", ThingShapes.execution(next, Optional.of(documents.of(session, next.jobId()))));
        }
        return body;
    }

    private static CommandResult result(Row row) {
        JsonNode said = Json.read(row.payload());
        return new CommandResult(
                row.target(),
                said.path("deviceId").asText(),
                CommandResult.Status.valueOf(said.path("status").asText()),
                said.path("reason").asText(),
                Map.of("packageId", said.path("packageId").asText()),
                Instant.parse(said.path("at").asText()));
    }
}
