package hub.adapters.dispatch;

import hub.adapters.Session;
import hub.adapters.dispatch.WorkOrders.Note;
import hub.message.VisitResult;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The end of a visit: the technician's report, or its cancelling. */
final class Completion {

    private final PhotoShelf photos;
    private final Cases cases;

    Completion(PhotoShelf photos, Cases cases) {
        this.photos = photos;
        this.cases = cases;
    }

    Row complete(Session session, Row order, StepBody body, String who, Instant now) throws SQLException {
        VisitSteps.from(order, "complete", Stage.STARTED);
        body.need(Stage.COMPLETED, "end", "resolutionCode", "resolutionText");
        check(session, order, body, who, now);
        Map<String, Object> values = new HashMap<>();
        values.put("ended_at", body.time("end").orElseThrow());
        values.put("resolution_code", body.text("resolutionCode"));
        values.put("resolution_text", body.text("resolutionText"));
        values.put("repaired", body.is("repaired", true));
        values.put("parts", body.list("parts"));
        values.put("photos", body.list("photos"));
        values.put("due_at", null);
        Note note = new Note(now, who, "complete", body.text("resolutionCode") + ": " + body.text("resolutionText"));
        Row completed = WorkOrders.change(session, order, Stage.COMPLETED, values, note);
        if (!completed.text("customer_id").isEmpty()) {
            Outbox.notice(
                    session,
                    WorkOrders.notice(
                            session,
                            completed,
                            "completed",
                            "visit-completed",
                            "customer:" + completed.text("customer_id"),
                            now));
        }
        List<String> alarms = tell(session, completed, body.is("repaired", true), body.text("resolutionCode"), now);
        return alarms.isEmpty()
                ? cases.conclude(
                        session,
                        completed,
                        body.is("repaired", true),
                        new Note(now, who, "verify", "no alarm to verify; the technician's word counts"))
                : completed;
    }

    private void check(Session session, Row order, StepBody body, String who, Instant now) throws SQLException {
        Instant start = order.time("started_at").orElseThrow();
        Instant end = body.time("end").orElseThrow();
        if (end.isBefore(start) || end.isAfter(now)) {
            throw new IllegalArgumentException("end " + Shapes.time(end) + " must lie between the start "
                    + Shapes.time(start) + " and now, " + Shapes.time(now));
        }
        List<Row> codes = session.list("select code from service.resolution_code order by code", Row::of);
        if (codes.stream().noneMatch(row -> row.text("code").equals(body.text("resolutionCode")))) {
            throw new IllegalArgumentException("resolutionCode '" + body.text("resolutionCode")
                    + "' is unknown; use one of "
                    + String.join(
                            ", ", codes.stream().map(row -> row.text("code")).toList()));
        }
        for (Object photo : body.list("photos")) {
            String problem = photos.problem(String.valueOf(photo), who);
            if (!problem.isEmpty()) {
                throw new IllegalArgumentException("photo '" + photo + "': " + problem);
            }
        }
    }

    Row cancel(Session session, Row order, StepBody body, String who, Instant now) throws SQLException {
        VisitSteps.from(
                order,
                "cancel",
                Stage.NEW,
                Stage.CONFIRMED,
                Stage.REQUESTED,
                Stage.ASSIGNED,
                Stage.SCHEDULED,
                Stage.ENROUTE,
                Stage.STARTED);
        body.need(Stage.CANCELLED, "reason");
        Map<String, Object> values = new HashMap<>();
        values.put("due_at", null);
        Row cancelled = WorkOrders.change(
                session, order, Stage.CANCELLED, values, new Note(now, who, "cancel", body.text("reason")));
        tell(session, cancelled, false, "cancelled", now);
        cases.close(session, cancelled, "cancelled: " + body.text("reason"), now);
        return cancelled;
    }

    /** Tells the answer to each alarm behind the order how the visit ended, and gives these alarms. */
    private static List<String> tell(Session session, Row order, boolean good, String resolution, Instant now)
            throws SQLException {
        List<String> alarms = Cases.alarms(session, order.text("order_id"));
        for (String alarm : alarms) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("stage", order.text("stage"));
            details.put("resolutionText", order.text("resolution_text"));
            details.put("parts", order.json("parts"));
            details.put("photos", order.json("photos"));
            order.time("ended_at").ifPresent(end -> details.put("end", Shapes.time(end)));
            Outbox.result(
                    session,
                    new VisitResult(
                            order.text("order_id"),
                            alarm,
                            order.text("device_id"),
                            order.text("technician_id"),
                            good,
                            resolution,
                            details,
                            now));
        }
        return alarms;
    }
}
