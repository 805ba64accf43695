package hub.adapters.dispatch;

import hub.adapters.Session;
import hub.adapters.dispatch.WorkOrders.Note;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** The steps of a visit before its report, each with its guard: from which stage, by whom, and with what. */
final class VisitSteps {

    private static final Set<String> DISPATCHERS_STEPS = Set.of("confirm", "assign", "cancel");

    private final Assigner assigner;

    VisitSteps(Assigner assigner) {
        this.assigner = assigner;
    }

    /** Refuses a person who may not take this step: somebody else's order does not exist, a dispatcher's step is denied. */
    static void allow(Session session, Row order, String step, Person person) throws SQLException {
        if (person.dispatcher()) {
            return;
        }
        String own = Technicians.idOf(session, person.name());
        if (own.isEmpty() || !own.equals(order.text("technician_id"))) {
            throw WorkOrders.unknown(order.text("order_id"));
        }
        if (DISPATCHERS_STEPS.contains(step)) {
            throw new SecurityException("only service and operators may " + step + " a dispatch order");
        }
    }

    /** Refuses a step from a stage that does not lead there. */
    static void from(Row order, String step, Stage... stages) {
        if (!List.of(stages).contains(WorkOrders.stage(order))) {
            String needed = String.join(
                    " or ", List.of(stages).stream().map(Stage::word).toList());
            throw new IllegalStateException("dispatch order '" + order.text("order_id") + "' is " + order.text("stage")
                    + "; to " + step + " it must be " + needed);
        }
    }

    Row confirm(Session session, Row order, String who, Instant now) throws SQLException {
        from(order, "confirm", Stage.NEW);
        Row confirmed = WorkOrders.change(session, order, Stage.CONFIRMED, Map.of(), new Note(now, who, "confirm", ""));
        Row requested =
                WorkOrders.change(session, confirmed, Stage.REQUESTED, Map.of(), new Note(now, who, "request", ""));
        return assigner.best(session, requested, "dispatch", now);
    }

    Row assign(Session session, Row order, StepBody body, String who, Instant now) throws SQLException {
        from(order, "assign", Stage.REQUESTED, Stage.ASSIGNED, Stage.SCHEDULED);
        return body.text("technician").isEmpty()
                ? assigner.best(session, order, who, now)
                : assigner.to(session, order, body.text("technician"), body.is("force", false), who, now);
    }

    Row accept(Session session, Row order, StepBody body, String who, Instant now) throws SQLException {
        from(order, "accept", Stage.ASSIGNED);
        if (order.time("accepted_at").isPresent()) {
            return order;
        }
        Map<String, Object> values = new HashMap<>();
        values.put("accepted_at", now);
        values.put("due_at", null);
        Row accepted = WorkOrders.change(
                session, order, Stage.ASSIGNED, values, new Note(now, who, "accept", body.text("comment")));
        if (!body.text("scheduledStart").isEmpty()) {
            return schedule(session, accepted, body, who, now);
        }
        announce(session, accepted, now);
        return accepted;
    }

    Row decline(Session session, Row order, StepBody body, String who, Instant now) throws SQLException {
        from(order, "decline", Stage.ASSIGNED, Stage.SCHEDULED);
        body.need(Stage.REQUESTED, "reason");
        return putBack(session, order, "declined", new Note(now, who, "decline", body.text("reason")));
    }

    /** Takes the order from its technician and gives it to the next best. */
    Row putBack(Session session, Row order, String list, Note note) throws SQLException {
        List<String> asked = new ArrayList<>(order.texts(list));
        asked.add(order.text("technician_id"));
        Map<String, Object> values = new HashMap<>();
        values.put(list, asked.toArray(String[]::new));
        values.put("technician_id", null);
        values.put("accepted_at", null);
        values.put("scheduled_start", null);
        values.put("scheduled_end", null);
        Row back = WorkOrders.change(session, order, Stage.REQUESTED, values, note);
        return assigner.best(session, back, "dispatch", note.at());
    }

    Row schedule(Session session, Row order, StepBody body, String who, Instant now) throws SQLException {
        from(order, "schedule", Stage.ASSIGNED, Stage.SCHEDULED);
        body.need(Stage.SCHEDULED, "scheduledStart");
        Instant start = body.time("scheduledStart").orElseThrow();
        Instant end = body.time("scheduledEnd").orElse(start.plusSeconds(3600));
        if (start.isBefore(now) || !end.isAfter(start)) {
            throw new IllegalArgumentException("scheduledStart " + Shapes.time(start)
                    + " must lie ahead, and scheduledEnd " + Shapes.time(end) + " after it");
        }
        Row technician = Technicians.find(session, order.text("technician_id"))
                .orElseThrow(() -> new NoSuchElementException("stage 'scheduled' needs a technician"));
        if (!Technicians.roster(session, technician).works(start)) {
            throw new IllegalStateException(technician.text("name") + " has no shift, or leave, at "
                    + Shapes.time(start) + "; see GET /api/v1/technicians/" + order.text("technician_id")
                    + "/schedule");
        }
        Map<String, Object> values = new HashMap<>();
        values.put("scheduled_start", start);
        values.put("scheduled_end", end);
        values.put("accepted_at", order.time("accepted_at").orElse(now));
        values.put("due_at", null);
        Row scheduled = WorkOrders.change(
                session, order, Stage.SCHEDULED, values, new Note(now, who, "schedule", "for " + Shapes.time(start)));
        announce(session, scheduled, now);
        return scheduled;
    }

    Row enroute(Session session, Row order, StepBody body, String who, Instant now) throws SQLException {
        from(order, "go to", Stage.ASSIGNED, Stage.SCHEDULED);
        if (order.time("accepted_at").isEmpty()) {
            throw new IllegalStateException("dispatch order '" + order.text("order_id")
                    + "' is assigned but not accepted; stage 'enroute' needs it accepted");
        }
        Map<String, Object> values = new HashMap<>();
        values.put("enroute_at", now);
        values.put("due_at", null);
        return WorkOrders.change(
                session, order, Stage.ENROUTE, values, new Note(now, who, "enroute", body.text("comment")));
    }

    Row start(Session session, Row order, StepBody body, String who, Instant now) throws SQLException {
        from(order, "start", Stage.SCHEDULED, Stage.ENROUTE);
        Instant start = body.time("at").orElse(now);
        if (start.isAfter(now) || start.isBefore(order.time("assigned_at").orElse(start))) {
            throw new IllegalArgumentException("stage 'started' needs the actual start: " + Shapes.time(start)
                    + " is not between the assignment and now");
        }
        return WorkOrders.change(
                session,
                order,
                Stage.STARTED,
                Map.of("started_at", start),
                new Note(now, who, "start", body.text("comment")));
    }

    private static void announce(Session session, Row order, Instant now) throws SQLException {
        String customer = order.text("customer_id");
        if (!customer.isEmpty()) {
            Outbox.notice(
                    session,
                    WorkOrders.notice(
                            session,
                            order,
                            "announced-" + order.number("version"),
                            "visit-announced",
                            "customer:" + customer,
                            now));
        }
    }
}
