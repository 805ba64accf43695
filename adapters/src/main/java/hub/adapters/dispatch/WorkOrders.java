package hub.adapters.dispatch;

import hub.adapters.Session;
import hub.message.Notice;
import hub.message.Severity;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Work orders as the tables keep them; every change is a compare-and-set that leaves a line of history. */
final class WorkOrders {

    /**
     * One line of an order's history.
     *
     * @param who a user's name, {@code dispatch}, {@code escalation} or {@code response}
     * @param kind what was done, a verb
     * @param text why, for people
     */
    record Note(Instant at, String who, String kind, String text) {}

    private WorkOrders() {}

    /** The order, held until the transaction ends. */
    static Row hold(Session session, String orderId) throws SQLException {
        return session.one("select * from service.work_order where order_id = ? for update", Row::of, orderId)
                .orElseThrow(() -> unknown(orderId));
    }

    /** The device of an order, whose lock comes before that of the order. */
    static String device(Session session, String orderId) throws SQLException {
        return session.one("select device_id from service.work_order where order_id = ?", Row::of, orderId)
                .orElseThrow(() -> unknown(orderId))
                .text("device_id");
    }

    static NoSuchElementException unknown(String orderId) {
        return new NoSuchElementException("there is no dispatch order '" + orderId + "'");
    }

    static Optional<Row> open(Session session, String caseId) throws SQLException {
        return session.one(
                "select * from service.work_order where case_id = ? and stage not in ('completed', 'cancelled')",
                Row::of,
                caseId);
    }

    static Stage stage(Row order) {
        return Stage.of(order.text("stage"));
    }

    /**
     * Moves an order on, or changes it where it stands.
     *
     * @param values new values by column; nulls empty it
     * @throws IllegalStateException when the order is no longer as it was read
     */
    static Row change(Session session, Row order, Stage to, Map<String, Object> values, Note note) throws SQLException {
        StringBuilder sql = new StringBuilder("update service.work_order set stage = ?, version = version + 1");
        List<Object> arguments = new ArrayList<>(List.of(to.word()));
        values.forEach((column, value) -> {
            boolean json = value instanceof Map<?, ?> || value instanceof Collection<?>;
            sql.append(", ").append(column).append(json ? " = ?::jsonb" : " = ?");
            arguments.add(json ? Row.write(value) : value);
        });
        arguments.add(order.text("order_id"));
        arguments.add(order.number("version"));
        if (session.update(sql + " where order_id = ? and version = ?", arguments.toArray()) == 0) {
            throw new IllegalStateException("dispatch order '" + order.text("order_id")
                    + "' was changed by somebody else meanwhile; read it again");
        }
        remember(session, order.text("order_id"), order.text("stage"), to.word(), note);
        Row changed = hold(session, order.text("order_id"));
        Outbox.live(session, liveEvent(changed, note));
        return changed;
    }

    static void remember(Session session, String orderId, String from, String to, Note note) throws SQLException {
        session.update(
                "insert into service.work_order_event (order_id, at, who, kind, from_stage, to_stage, text)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                orderId,
                note.at(),
                note.who(),
                note.kind(),
                from,
                to,
                note.text());
    }

    /** Followers see which order moved; who may know more asks for the order. */
    static Map<String, Object> liveEvent(Row order, Note note) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", order.text("order_id"));
        event.put("device_id", order.text("device_id"));
        event.put("stage", order.text("stage"));
        event.put("kind", note.kind());
        event.put("at", Shapes.time(note.at()));
        return event;
    }

    static Notice notice(Session session, Row order, String id, String template, String target, Instant at)
            throws SQLException {
        Row about = session.one("select * from service.service_case where case_id = ?", Row::of, order.text("case_id"))
                .orElseThrow();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("order", order.text("order_id"));
        values.put("summary", order.text("summary"));
        values.put("product", order.text("product_id"));
        values.put("site", about.text("site_name"));
        values.put("customer", about.text("customer_name"));
        values.put("technician", technicianName(session, order));
        values.put("dueAt", order.time("request_late").map(Shapes::time).orElse(""));
        values.put("visitAt", order.time("scheduled_start").map(Shapes::time).orElse(""));
        values.put("resolution", order.text("resolution_text"));
        values.put("text", order.text("waiting").isEmpty() ? order.text("summary") : order.text("waiting"));
        String alarm = session.one(
                        "select alarm_id from service.dispatch_request where order_id = ? order by at limit 1",
                        Row::of,
                        order.text("order_id"))
                .map(row -> row.text("alarm_id"))
                .orElse("");
        return new Notice(
                order.text("order_id") + "-" + id,
                template,
                target,
                List.of(),
                alarm,
                order.text("device_id"),
                Severity.valueOf(order.text("severity")),
                values,
                at);
    }

    static String technicianName(Session session, Row order) throws SQLException {
        return Technicians.find(session, order.text("technician_id"))
                .map(row -> row.text("name"))
                .orElse("");
    }
}
