package hub.adapters.schedule;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import hub.adapters.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.sql.DataSource;

/** Shows people the schedules and what became of their runs, and starts one when they ask. */
public final class ScheduleDesk {
    private static final Duration OVERDUE = Duration.ofMinutes(5);
    private static final int RUNS_SHOWN = 50;
    private static final String SCHEDULES = "select s.*, t.execution_time, t.picked, t.picked_by, t.task_data"
            + " from hub.schedule s left join hub.scheduled_tasks t on t.task_name = s.name and t.task_instance = '"
            + RunningSchedule.ROW + "'";

    private final DataSource source;
    private final Database database;
    private final Clock clock;

    /** @param source the warm store with schema {@code hub} */
    public ScheduleDesk(DataSource source, Clock clock) {
        this.source = source;
        this.database = new Database(source);
        this.clock = clock;
    }

    /** All schedules by name, each with its last run. */
    public Map<String, Object> list() throws SQLException {
        List<Map<String, Object>> items = database.select(SCHEDULES + " order by s.name", this::shape);
        for (Map<String, Object> item : items) {
            runs((String) item.get("name"), 1).forEach(run -> item.put("last", run));
        }
        return Map.of("items", items);
    }

    /** One schedule with its latest runs, the newest first. */
    public Map<String, Object> get(String name) throws SQLException {
        Map<String, Object> shape = database.select(SCHEDULES + " where s.name = ?", this::shape, name).stream()
                .findFirst()
                .orElseThrow(() -> unknown(name));
        shape.put("runs", runs(name, RUNS_SHOWN));
        return shape;
    }

    /**
     * Has a schedule run now, at whichever hub is first to see it, for now or for the past time {@code due}.
     *
     * @throws IllegalStateException when it runs already
     */
    public Map<String, Object> run(String name, Map<String, Object> body, String user) {
        Instant now = clock.instant();
        Instant due = due(body, now);
        SchedulerClient client = SchedulerClient.Builder.create(
                        source, Tasks.custom(name, Occurrence.class).execute((instance, context) -> null))
                .tableName(RunningSchedule.TABLE)
                .serializer(new OccurrenceText())
                .build();
        TaskInstanceId row = TaskInstanceId.of(name, RunningSchedule.ROW);
        Occurrence planned = client.getScheduledExecution(row)
                .map(found -> (Occurrence) found.getData())
                .orElseThrow(() -> unknown(name));
        String by = user == null || user.isBlank() ? "somebody" : user;
        try {
            if (!client.reschedule(row, now, planned.asked(by, due))) {
                throw busy(name);
            }
        } catch (TaskInstanceCurrentlyExecutingException running) {
            throw busy(name);
        }
        return Map.of("name", name, "due", due.toString(), "askedBy", by);
    }

    private static Instant due(Map<String, Object> body, Instant now) {
        if (body == null || !(body.get("due") instanceof String text)) {
            return now;
        }
        try {
            Instant due = Instant.parse(text);
            if (due.isAfter(now)) {
                throw new IllegalArgumentException("due: " + due + " is not over yet; a run is done for a past time");
            }
            return due;
        } catch (DateTimeParseException problem) {
            throw new IllegalArgumentException(
                    "due: '" + text + "' is no ISO 8601 time such as 2026-11-21T15:00:00Z", problem);
        }
    }

    private static IllegalStateException busy(String name) {
        return new IllegalStateException("schedule '" + name + "' runs at this moment; see GET /api/v1/schedules/"
                + name + " and ask again later");
    }

    private static NoSuchElementException unknown(String name) {
        return new NoSuchElementException("there is no schedule '" + name + "'; see GET /api/v1/schedules");
    }

    private Map<String, Object> shape(ResultSet row) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", row.getString("name"));
        shape.put("route", row.getString("route"));
        shape.put("cron", row.getString("cron"));
        shape.put("zone", row.getString("zone"));
        shape.put("catchUp", row.getString("catch_up"));
        byte[] data = row.getBytes("task_data");
        if (data != null) {
            Occurrence next = OccurrenceText.read(data);
            shape.put("next", next.due().toString());
            shape.put("state", state(row, next));
            if (next.failures() > 0) {
                shape.put("failures", next.failures());
                shape.put("triedAgain", instant(row, "execution_time"));
            }
        }
        return shape;
    }

    private String state(ResultSet row, Occurrence next) throws SQLException {
        if (row.getBoolean("picked")) {
            return "running";
        }
        if (next.failures() > 0) {
            return "failing";
        }
        Instant looked = row.getTimestamp("execution_time").toInstant();
        return looked.plus(OVERDUE).isBefore(clock.instant()) ? "overdue" : "waiting";
    }

    private List<Map<String, Object>> runs(String name, int most) throws SQLException {
        return database.select(
                "select * from hub.schedule_run where name = ? order by id desc limit ?", this::run, name, most);
    }

    private Map<String, Object> run(ResultSet row) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("due", instant(row, "due"));
        shape.put("outcome", row.getString("outcome"));
        shape.put("startedAt", instant(row, "started_at"));
        if (row.getTimestamp("ended_at") != null) {
            shape.put("endedAt", instant(row, "ended_at"));
        }
        shape.put("instance", row.getString("instance"));
        shape.put("attempt", row.getInt("attempt"));
        putUnlessEmpty(shape, "askedBy", row.getString("asked_by"));
        putUnlessEmpty(shape, "progress", row.getString("progress"));
        putUnlessEmpty(shape, "error", row.getString("error"));
        return shape;
    }

    private static void putUnlessEmpty(Map<String, Object> shape, String name, String value) {
        if (!value.isEmpty()) {
            shape.put(name, value);
        }
    }

    private static String instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time.toInstant().toString();
    }
}
