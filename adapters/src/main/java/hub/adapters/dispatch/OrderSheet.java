package hub.adapters.dispatch;

import hub.adapters.Session;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that a visit needs on one sheet: the order, its device, place, evidence, history and the visits before. */
final class OrderSheet {

    private OrderSheet() {}

    static Map<String, Object> of(Session session, Row order, Person person) throws SQLException {
        Map<String, Object> sheet = Shapes.order(order);
        Row about = session.one("select * from service.service_case where case_id = ?", Row::of, order.text("case_id"))
                .orElseThrow();
        sheet.put("technicianName", WorkOrders.technicianName(session, order));
        sheet.put("site", Map.of("id", about.text("site_id"), "name", about.text("site_name")));
        sheet.put("customer", Map.of("id", about.text("customer_id"), "name", about.text("customer_name")));
        sheet.put("caseState", about.text("state"));
        sheet.put("alarms", Cases.alarms(session, order.text("order_id")));
        sheet.put("parts", order.json("parts"));
        sheet.put("photos", order.json("photos"));
        sheet.put("visits", visits(session, order));
        if (!person.isCustomer()) {
            sheet.put("evidence", order.json("evidence"));
            if (order.json("assignment") != null) {
                sheet.put("assignment", order.json("assignment"));
            }
            sheet.put("history", history(session, order));
        }
        return sheet;
    }

    private static List<Map<String, Object>> history(Session session, Row order) throws SQLException {
        return session
                .list(
                        "select * from service.work_order_event where order_id = ? order by event_id",
                        Row::of,
                        order.text("order_id"))
                .stream()
                .map(row -> {
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("at", Shapes.time(row.time("at").orElseThrow()));
                    line.put("by", row.text("who"));
                    line.put("kind", row.text("kind"));
                    line.put("from", row.text("from_stage"));
                    line.put("to", row.text("to_stage"));
                    line.put("text", row.text("text"));
                    return line;
                })
                .toList();
    }

    private static List<Map<String, Object>> visits(Session session, Row order) throws SQLException {
        return session
                .list(
                        "select * from service.work_order where case_id = ? order by attempt",
                        Row::of,
                        order.text("case_id"))
                .stream()
                .map(row -> {
                    Map<String, Object> visit = new LinkedHashMap<>();
                    visit.put("id", row.text("order_id"));
                    visit.put("attempt", row.number("attempt"));
                    visit.put("stage", row.text("stage"));
                    visit.put("resolutionCode", row.text("resolution_code"));
                    visit.put("resolutionText", row.text("resolution_text"));
                    visit.put("verdict", row.text("verdict"));
                    return visit;
                })
                .toList();
    }
}
