package hub.adapters.ageing;

import hub.adapters.Database;
import hub.message.SpanDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps for each span what was seen, what left the hot store and what stayed and why. */
final class SpanBook {
    private final Database database;

    SpanBook(Database database) {
        this.database = database;
    }

    /** What of a span has left the hot store so far. */
    SpanDigest moved(Span span) throws SQLException {
        return database
                .select(
                        "select moved, moved_sum from hub.age_span where product_id = ? and day = ?",
                        row -> new SpanDigest(row.getLong(1), row.getLong(2)),
                        span.productId(),
                        span.day())
                .stream()
                .findFirst()
                .orElse(SpanDigest.EMPTY);
    }

    void looked(Span span, SpanDigest inHot, SpanCheck.Verdict verdict, Instant now) throws SQLException {
        database.update(
                "insert into hub.age_span as s (product_id, day, state, hot_count, cold_count, appended, reason, looked_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (product_id, day) do update set"
                        + " state = excluded.state, hot_count = excluded.hot_count, cold_count = excluded.cold_count,"
                        + " appended = s.appended + excluded.appended, reason = excluded.reason, held = 0,"
                        + " looked_at = excluded.looked_at",
                span.productId(),
                span.day(),
                verdict.isProven() ? "verified" : "kept",
                inHot.readings(),
                verdict.cold(),
                verdict.appended(),
                verdict.doubt(),
                now);
    }

    /** Some of the span has left the hot store; added up here, because checksums run over and PostgreSQL's numbers do not. */
    void left(Span span, SpanDigest gone) throws SQLException {
        SpanDigest sum = Walk.sum(moved(span), gone);
        database.update(
                "update hub.age_span set moved = ?, moved_sum = ?, hot_count = hot_count - ? where product_id = ? and day = ?",
                sum.readings(),
                sum.checksum(),
                gone.readings(),
                span.productId(),
                span.day());
    }

    /** The span is done with for now. */
    void ended(Span span, long held, String reason, Instant now) throws SQLException {
        database.update(
                "update hub.age_span set state = ?, held = ?, reason = ?, moved_at = ? where product_id = ? and day = ?",
                reason.isEmpty() ? "moved" : "kept",
                held,
                reason,
                now,
                span.productId(),
                span.day());
    }

    /** From which day on a product's readings are still to be looked at, or empty when none of it ever left. */
    Optional<LocalDate> openSince(String productId) throws SQLException {
        return database
                .select(
                        "select coalesce(min(day) filter (where state <> 'moved'), max(day) + 1) from hub.age_span"
                                + " where product_id = ?",
                        row -> row.getObject(1, LocalDate.class),
                        productId)
                .stream()
                .filter(day -> day != null)
                .findFirst();
    }

    void result(String kind, long moved, String reason, Instant now) throws SQLException {
        database.update(
                "insert into hub.age_result as r (kind, at, moved, total, reason) values (?, ?, ?, ?, ?)"
                        + " on conflict (kind) do update set at = excluded.at, moved = excluded.moved,"
                        + " total = r.total + excluded.moved, reason = excluded.reason",
                kind,
                now,
                moved,
                moved,
                reason);
    }

    List<Map<String, Object>> results() throws SQLException {
        return database.select("select * from hub.age_result order by kind", row -> {
            Map<String, Object> shape = new LinkedHashMap<>();
            shape.put("kind", row.getString("kind"));
            shape.put("at", row.getTimestamp("at").toInstant().toString());
            shape.put("moved", row.getLong("moved"));
            shape.put("total", row.getLong("total"));
            put(shape, "reason", row.getString("reason"));
            return shape;
        });
    }

    /** Spans, newest day first, behind a place of the form {@code day~product}. */
    List<Map<String, Object>> spans(String product, String state, String after, int most) throws SQLException {
        String[] place = after.split("~", 2);
        return database.select(
                "select * from hub.age_span where (? = '' or product_id = ?) and (? = '' or state = ?)"
                        + " and (? = '' or (day, product_id) < (cast(? as date), ?))"
                        + " order by day desc, product_id desc limit ?",
                SpanBook::shape,
                product,
                product,
                state,
                state,
                after,
                place.length == 2 ? place[0] : "2000-01-01",
                place.length == 2 ? place[1] : "",
                most);
    }

    private static Map<String, Object> shape(ResultSet row) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("productId", row.getString("product_id"));
        shape.put("day", row.getObject("day", LocalDate.class).toString());
        shape.put("state", row.getString("state"));
        shape.put("inHot", row.getLong("hot_count"));
        shape.put("inCold", row.getLong("cold_count"));
        shape.put("appendedToCold", row.getLong("appended"));
        shape.put("moved", row.getLong("moved"));
        shape.put("held", row.getLong("held"));
        put(shape, "reason", row.getString("reason"));
        shape.put("lookedAt", row.getTimestamp("looked_at").toInstant().toString());
        Timestamp moved = row.getTimestamp("moved_at");
        if (moved != null) {
            shape.put("movedAt", moved.toInstant().toString());
        }
        return shape;
    }

    private static void put(Map<String, Object> shape, String name, String value) {
        if (!value.isEmpty()) {
            shape.put(name, value);
        }
    }
}
