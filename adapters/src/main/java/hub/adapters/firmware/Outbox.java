package hub.adapters.firmware;

import hub.adapters.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is still to be told; written in the transaction that makes it true, so that a killed hub forgets nothing. */
final class Outbox {

    private static final String EVENTS = "$aws/events/";

    private Outbox() {}

    /** The lists of these devices changed. */
    static void listChanged(Session session, List<String> things) throws SQLException {
        add(session, "notify", things);
    }

    /** Another job is next for these devices. */
    static void nextChanged(Session session, List<String> things) throws SQLException {
        add(session, "notify-next", things);
    }

    /** The devices whose only pending execution is of this job: for them it has become the next. */
    static List<String> withNothingElse(Session session, String jobId, List<String> things) throws SQLException {
        return session.list(
                "select thing from service.firmware_execution where thing = any(?) and status in ('QUEUED', 'IN_PROGRESS')"
                        + " group by thing having bool_and(job_id = ?)",
                row -> row.getString(1),
                things,
                jobId);
    }

    static void jobEvent(Session session, String jobId, String event, Object payload) throws SQLException {
        one(session, "event", EVENTS + "job/" + jobId + "/" + event, Json.write(payload));
    }

    /** The end of one execution, as AWS IoT tells it. */
    static void executionEnd(
            Session session, String jobId, String thing, String status, Map<String, String> details, Instant now)
            throws SQLException {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventType", "JOB_EXECUTION");
        event.put("operation", status.toLowerCase(Locale.ROOT));
        event.put("jobId", jobId);
        event.put("thingArn", "arn:aws:iot:hub:thing/" + thing);
        event.put("timestamp", now.getEpochSecond());
        event.put("status", status);
        event.put("statusDetails", details);
        one(session, "event", EVENTS + "jobExecution/" + jobId + "/" + event.get("operation"), Json.write(event));
    }

    /** The end of the command behind a job. */
    static void result(Session session, String executionId, Object result) throws SQLException {
        one(session, "result", executionId, Json.write(result));
    }

    private static void one(Session session, String kind, String target, String payload) throws SQLException {
        session.update(
                "insert into service.firmware_message (kind, target, payload) values (?, ?, ?)", kind, target, payload);
    }

    private static void add(Session session, String kind, List<String> things) throws SQLException {
        session.update(
                "insert into service.firmware_message (kind, target, payload) select ?, t.thing, ''"
                        + " from unnest(?) as t(thing)",
                kind,
                things);
    }
}
