package hub.adapters.dispatch;

import hub.adapters.Session;
import hub.message.Notice;
import hub.message.Severity;
import hub.message.VisitResult;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What others must be told: kept in the transaction of the change, so that it is told exactly when the change is true. */
final class Outbox {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 100;

    private Outbox() {}

    static void notice(Session session, Notice notice) throws SQLException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", notice.id());
        body.put("template", notice.template());
        body.put("target", notice.target());
        body.put("alarmId", notice.alarmId());
        body.put("deviceId", notice.deviceId());
        body.put("severity", notice.severity().name());
        body.put("values", notice.values());
        body.put("at", notice.at().toString());
        put(session, "notice", body);
    }

    static void result(Session session, VisitResult result) throws SQLException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("orderId", result.orderId());
        body.put("alarmId", result.alarmId());
        body.put("deviceId", result.deviceId());
        body.put("by", result.by());
        body.put("good", result.good());
        body.put("resolution", result.resolution());
        body.put("details", result.details());
        body.put("at", result.at().toString());
        put(session, "result", body);
    }

    static void live(Session session, Map<String, Object> event) throws SQLException {
        put(session, "live", event);
    }

    private static void put(Session session, String kind, Map<String, Object> body) throws SQLException {
        session.update("insert into service.dispatch_outbox (kind, body) values (?, ?::jsonb)", kind, Row.write(body));
    }

    /** What waits to be told, claimed for half a minute; what is not told by then comes again. */
    static List<Telling> claim(Session session, String[] kinds, Instant now) throws SQLException {
        return session
                .list(
                        "update service.dispatch_outbox set claimed_until = ?, attempts = attempts + 1 where id in"
                                + " (select id from service.dispatch_outbox where claimed_until <= ? and kind = any(?) order by id limit ?"
                                + " for update skip locked) returning id, kind, body",
                        Row::of,
                        now.plus(PATIENCE),
                        now,
                        kinds,
                        AT_ONCE)
                .stream()
                .map(Outbox::read)
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .toList();
    }

    private static Telling read(Row row) {
        @SuppressWarnings("unchecked")
        Map<String, Object> body = (Map<String, Object>) row.json("body");
        String kind = row.text("kind");
        Object message = switch (kind) {
            case "notice" -> noticeOf(body);
            case "result" -> resultOf(body);
            default -> body;
        };
        return new Telling(Long.parseLong(row.text("id")), kind, message);
    }

    private static Notice noticeOf(Map<String, Object> body) {
        return new Notice(
                text(body, "id"),
                text(body, "template"),
                text(body, "target"),
                List.of(),
                text(body, "alarmId"),
                text(body, "deviceId"),
                Severity.valueOf(text(body, "severity")),
                map(body, "values"),
                Instant.parse(text(body, "at")));
    }

    private static VisitResult resultOf(Map<String, Object> body) {
        return new VisitResult(
                text(body, "orderId"),
                text(body, "alarmId"),
                text(body, "deviceId"),
                text(body, "by"),
                Boolean.TRUE.equals(body.get("good")),
                text(body, "resolution"),
                map(body, "details"),
                Instant.parse(text(body, "at")));
    }

    private static String text(Map<String, Object> body, String name) {
        return String.valueOf(body.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> body, String name) {
        return (Map<String, Object>) body.get(name);
    }
}
