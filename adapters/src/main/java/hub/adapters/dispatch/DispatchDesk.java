package hub.adapters.dispatch;

import hub.adapters.Database;
import hub.adapters.Session;
import hub.message.DispatchOrder;
import hub.message.Severity;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Answers the API about dispatch orders: a dispatcher sees all, a technician and a customer only their own. */
public final class DispatchDesk {

    private final Database database;
    private final DispatchBoard board;
    private final Clock clock;

    /** @param board takes the steps */
    public DispatchDesk(DataSource database, DispatchBoard board, Clock clock) {
        this.database = new Database(database);
        this.board = board;
        this.clock = clock;
    }

    /**
     * A page of orders, newest first.
     *
     * @param stage only of this stage; null for any
     * @param technician only of this technician; null for any
     * @param mine only of the technician who asks
     * @param cursor {@code next} of the page before; null for the first
     */
    public Map<String, Object> list(
            String stage,
            String technician,
            Boolean mine,
            Integer limit,
            String cursor,
            String user,
            String roles,
            String customerId)
            throws SQLException {
        int most = limit == null ? 100 : limit;
        Person person = Person.of(user, roles, customerId);
        List<Row> found = database.in(session -> {
            List<Object> values = new ArrayList<>();
            String sql = "select * from service.work_order where true" + scope(session, person, values);
            if (Boolean.TRUE.equals(mine) && !person.isCustomer()) {
                sql += also(values, " and technician_id = ?", Technicians.idOf(session, user));
            }
            sql += stage == null ? "" : also(values, " and stage = ?", stage);
            sql += technician == null ? "" : also(values, " and technician_id = ?", technician);
            String[] after = cursor == null ? new String[0] : cursor.split("~", 2);
            if (after.length == 2) {
                sql += also(values, " and (requested_at, order_id) < (?, ?)", Instant.parse(after[0]), after[1]);
            }
            return session.list(
                    sql + also(values, " order by requested_at desc, order_id desc limit ?", most + 1),
                    Row::of,
                    values.toArray());
        });
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", found.stream().limit(most).map(Shapes::order).toList());
        if (found.size() > most) {
            Row last = found.get(most - 1);
            page.put("next", last.time("requested_at").orElseThrow() + "~" + last.text("order_id"));
        }
        return page;
    }

    private static String scope(Session session, Person person, List<Object> values) throws SQLException {
        if (person.isCustomer()) {
            return also(values, " and customer_id = ?", person.customerId());
        }
        return person.dispatcher()
                ? ""
                : also(values, " and technician_id = ?", Technicians.idOf(session, person.name()));
    }

    private static String also(List<Object> values, String condition, Object... more) {
        values.addAll(List.of(more));
        return condition;
    }

    /** One order with all that the visit needs; somebody else's does not exist. */
    public Map<String, Object> get(String orderId, String user, String roles, String customerId) throws SQLException {
        Person person = Person.of(user, roles, customerId);
        return database.in(session -> {
            List<Object> values = new ArrayList<>(List.of(orderId));
            String scope = scope(session, person, values);
            Row order = session.one(
                            "select * from service.work_order where order_id = ?" + scope, Row::of, values.toArray())
                    .orElseThrow(() -> WorkOrders.unknown(orderId));
            return OrderSheet.of(session, order, person);
        });
    }

    /**
     * The wish of a person who asks for a visit by hand.
     *
     * @param body {@code device_id}, {@code summary}, and optionally {@code severity}, {@code skill}, {@code alarmId}
     */
    public DispatchOrder wish(Map<String, Object> body, String user) {
        StepBody asked = StepBody.of(body);
        Map<String, Object> evidence = new LinkedHashMap<>();
        if (!asked.text("skill").isEmpty()) {
            evidence.put("skill", asked.text("skill"));
        }
        String severity = asked.text("severity").isEmpty() ? "medium" : asked.text("severity");
        return new DispatchOrder(
                "visit-" + UUID.randomUUID(),
                asked.text("alarmId"),
                asked.text("device_id"),
                "",
                Severity.valueOf(severity.toUpperCase(Locale.ROOT)),
                asked.text("summary"),
                evidence,
                user,
                clock.instant());
    }

    /** The wish with the product of its device. */
    public DispatchOrder of(DispatchOrder wish, String productId) {
        return new DispatchOrder(
                wish.id(),
                wish.alarmId(),
                wish.deviceId(),
                productId,
                wish.severity(),
                wish.summary(),
                wish.evidence(),
                wish.requestedBy(),
                wish.at());
    }

    /** Takes a step of a visit and answers with the order as far as the caller may still see it. */
    public Map<String, Object> step(String orderId, String step, Map<String, Object> body, String user, String roles)
            throws SQLException {
        board.step(orderId, step, StepBody.of(body), Person.of(user, roles, ""));
        return database.in(session -> Shapes.order(WorkOrders.hold(session, orderId)));
    }

    /** Forgets an order that was never confirmed. */
    public void remove(String orderId) throws SQLException {
        database.in(session -> {
            Row order = WorkOrders.hold(session, orderId);
            VisitSteps.from(order, "delete", Stage.NEW);
            session.update("delete from service.dispatch_request where order_id = ?", orderId);
            session.update("delete from service.work_order where order_id = ?", orderId);
            return session.update(
                    "delete from service.service_case c where case_id = ? and not exists (select 1 from"
                            + " service.work_order o where o.case_id = c.case_id)",
                    order.text("case_id"));
        });
    }

    /** The codes that a report may name. */
    public Map<String, Object> resolutionCodes() throws SQLException {
        List<Row> codes =
                database.in(session -> session.list("select * from service.resolution_code order by code", Row::of));
        return Map.of(
                "items",
                codes.stream()
                        .map(row ->
                                Map.of("code", row.text("code"), "ko", row.text("korean"), "en", row.text("english")))
                        .toList());
    }
}
