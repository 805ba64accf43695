package hub.adapters.dispatch;

import hub.adapters.Session;
import hub.adapters.dispatch.WorkOrders.Note;
import hub.message.DispatchOrder;
import hub.message.VisitResult;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Service cases: one per device at a time, whichever alarms ask for it, closed only by good news. */
final class Cases {

    private final DispatchSettings settings;
    private final Assigner assigner;

    Cases(DispatchSettings settings, Assigner assigner) {
        this.settings = settings;
        this.assigner = assigner;
    }

    /** Where a device stands, and whose it is; each may be empty. */
    record Place(String siteId, String siteName, String customerId, String customerName) {

        static Place of(Map<String, Object> place) {
            return new Place(
                    text(place, "site_id"), text(place, "site"), text(place, "customerId"), text(place, "customer"));
        }

        private static String text(Map<String, Object> place, String name) {
            Object value = place == null ? null : place.get(name);
            return value == null ? "" : value.toString();
        }
    }

    /** The order that answers a wish: a new one, or the open one of the device's case; a known wish changes nothing. */
    static Optional<Row> known(Session session, String requestId) throws SQLException {
        return session.one(
                "select o.* from service.work_order o join service.dispatch_request r using (order_id)"
                        + " where r.request_id = ?",
                Row::of,
                requestId);
    }

    static List<String> alarms(Session session, String orderId) throws SQLException {
        return session
                .list(
                        "select distinct alarm_id from service.dispatch_request where order_id = ? and alarm_id <> ''"
                                + " order by alarm_id",
                        Row::of,
                        orderId)
                .stream()
                .map(row -> row.text("alarm_id"))
                .toList();
    }

    /** Takes a wish into the device's open case; the order it leads to is new when no other is open. */
    Row take(Session session, DispatchOrder wish, Place place) throws SQLException {
        Row about = openCase(session, wish, place);
        String caseId = about.text("case_id");
        Optional<Row> before = WorkOrders.open(session, caseId);
        Row order = before.isPresent() ? before.get() : insert(session, about, wish, 1);
        session.update(
                "insert into service.dispatch_request (request_id, case_id, order_id, alarm_id, at) values (?, ?, ?, ?, ?)",
                wish.id(),
                caseId,
                order.text("order_id"),
                wish.alarmId(),
                wish.at());
        if (before.isPresent()) {
            Note joined = new Note(wish.at(), wish.requestedBy(), "join", wish.summary());
            WorkOrders.remember(session, order.text("order_id"), order.text("stage"), order.text("stage"), joined);
        }
        return order;
    }

    private static Row openCase(Session session, DispatchOrder wish, Place place) throws SQLException {
        session.update(
                "insert into service.service_case (case_id, device_id, product_id, site_id, site_name, customer_id,"
                        + " customer_name, territory, state, opened_at) select ?, ?, ?, ?, ?, ?, ?, coalesce((select"
                        + " territory from service.site_territory where site_id = ?), ''), 'open', ? where not exists"
                        + " (select 1 from service.service_case where device_id = ? and state = 'open')",
                "case-" + wish.id(),
                wish.deviceId(),
                wish.productId(),
                place.siteId(),
                place.siteName(),
                place.customerId(),
                place.customerName(),
                place.siteId(),
                wish.at(),
                wish.deviceId());
        return session.one(
                        "select * from service.service_case where device_id = ? and state = 'open' for update",
                        Row::of,
                        wish.deviceId())
                .orElseThrow();
    }

    private Row insert(Session session, Row about, DispatchOrder wish, int attempt) throws SQLException {
        int priority = Math.max(0, wish.severity().ordinal() - 1);
        int before = session.one(
                        "select count(*) as orders from service.work_order where case_id = ?",
                        Row::of,
                        about.text("case_id"))
                .map(row -> row.number("orders"))
                .orElse(0);
        session.update(
                "insert into service.work_order (order_id, case_id, attempt, stage, device_id, product_id, customer_id,"
                        + " territory, skill, severity, priority, summary, evidence, requested_by, requested_at,"
                        + " request_late) values (?, ?, ?, 'new', ?, ?, ?, ?, coalesce(nullif(?, ''), (select skill from"
                        + " service.product_skill where product_id = ?), ''), ?, ?, ?, ?::jsonb, ?, ?, ?)",
                wish.id(),
                about.text("case_id"),
                Math.max(attempt, before + 1),
                about.text("device_id"),
                about.text("product_id"),
                about.text("customer_id"),
                about.text("territory"),
                String.valueOf(wish.evidence().getOrDefault("skill", "")),
                about.text("product_id"),
                wish.severity().name(),
                priority,
                wish.summary(),
                Row.write(wish.evidence()),
                wish.requestedBy(),
                wish.at(),
                settings.late(wish.at(), priority));
        WorkOrders.remember(
                session, wish.id(), "", "new", new Note(wish.at(), wish.requestedBy(), "create", wish.summary()));
        return WorkOrders.hold(session, wish.id());
    }

    /** Keeps the verdict on one alarm; the last good one closes the case, the first bad one asks for another visit. */
    void verdict(Session session, Row order, VisitResult verdict) throws SQLException {
        session.update(
                "update service.dispatch_request set verified = ? where order_id = ? and alarm_id = ?",
                verdict.good(),
                order.text("order_id"),
                verdict.alarmId());
        boolean all = session.list(
                        "select 1 from service.dispatch_request where order_id = ? and verified is not true and"
                                + " alarm_id <> ''",
                        Row::of,
                        order.text("order_id"))
                .isEmpty();
        if (!verdict.good() || all) {
            conclude(
                    session,
                    order,
                    verdict.good(),
                    new Note(verdict.at(), verdict.by(), "verify", verdict.resolution()));
        }
    }

    Row conclude(Session session, Row order, boolean good, Note note) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("verified", good);
        values.put("verdict", note.text());
        Row concluded = WorkOrders.change(session, order, Stage.COMPLETED, values, note);
        if (good) {
            close(session, concluded, "repaired: " + note.text(), note.at());
        } else {
            visitAgain(session, concluded, note);
        }
        return concluded;
    }

    void close(Session session, Row order, String outcome, Instant at) throws SQLException {
        session.update(
                "update service.service_case set state = 'closed', closed_at = ?, outcome = ? where case_id = ? and state ="
                        + " 'open'",
                at,
                outcome,
                order.text("case_id"));
    }

    private void visitAgain(Session session, Row order, Note note) throws SQLException {
        Row about = session.one(
                        "select * from service.service_case where case_id = ? for update",
                        Row::of,
                        order.text("case_id"))
                .orElseThrow();
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("before", order.json("evidence"));
        evidence.put("visit", order.text("order_id"));
        evidence.put("resolution", order.text("resolution_code") + ": " + order.text("resolution_text"));
        evidence.put("verdict", note.text());
        evidence.put("skill", order.text("skill"));
        DispatchOrder wish = new DispatchOrder(
                about.text("case_id").substring("case-".length()) + "-" + (order.number("attempt") + 1),
                "",
                order.text("device_id"),
                order.text("product_id"),
                hub.message.Severity.valueOf(order.text("severity")),
                "again: " + order.text("summary"),
                evidence,
                note.who(),
                note.at());
        Row again = insert(session, about, wish, order.number("attempt") + 1);
        session.update(
                "update service.dispatch_request set order_id = ?, verified = null where order_id = ? and verified is not"
                        + " true",
                wish.id(),
                order.text("order_id"));
        new VisitSteps(assigner).confirm(session, again, note.who(), note.at());
    }
}
