package hub.adapters.notice;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Answers the API's questions about notices: who was told what and how, what was left unsaid and why. */
public final class NoticeDesk {

    private static final Duration COUNTED = Duration.ofHours(24);

    private final Database database;
    private final Clock clock;

    public NoticeDesk(DataSource source, Clock clock) {
        this.database = new Database(source);
        this.clock = clock;
    }

    /**
     * A page of notices, newest first; null or empty means any.
     *
     * @param state of the notice (waiting, sending, told, suppressed, expired, failed) or of one of its deliveries (due,
     *     delivered, failed, unconfigured, expired)
     */
    public Map<String, Object> list(
            String state, String target, String device, String alarm, Integer limit, String cursor)
            throws SQLException {
        int size = limit == null ? 100 : limit;
        List<Object> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder("select * from service.notice n where true");
        if (given(state)) {
            sql.append(" and (state = ? or exists (select 1 from service.notice_delivery d"
                    + " where d.batch_id = n.batch_id and d.state = ?))");
            values.addAll(List.of(state, state));
        }
        equal("target", target, sql, values);
        equal("device_id", device, sql, values);
        equal("alarm_id", alarm, sql, values);
        String[] after = given(cursor) ? cursor.split("~", 2) : new String[0];
        if (after.length == 2) {
            sql.append(" and (accepted_at, id) < (?, ?)");
            values.addAll(List.of(Instant.parse(after[0]), after[1]));
        }
        sql.append(" order by accepted_at desc, id desc limit ").append(size + 1);
        return database.inTransaction(connection -> page(
                connection, Database.select(connection, sql.toString(), NoticeDesk::shape, values.toArray()), size));
    }

    private static Map<String, Object> page(Connection connection, List<Map<String, Object>> found, int size)
            throws SQLException {
        List<Map<String, Object>> items = found.subList(0, Math.min(size, found.size()));
        for (Map<String, Object> item : items) {
            addDeliveries(connection, item);
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", items);
        if (found.size() > size) {
            Map<String, Object> last = items.get(size - 1);
            page.put("next", last.get("acceptedAt") + "~" + last.get("id"));
        }
        return page;
    }

    /** One notice with its deliveries; {@link NoSuchElementException} when there is none. */
    public Map<String, Object> get(String id) throws SQLException {
        return database.inTransaction(connection -> existing(connection, id));
    }

    /** How many notices of the last day are in which state, and how many were left unsaid for which reason. */
    public Map<String, Object> counts() throws SQLException {
        Map<String, Long> states = new TreeMap<>();
        Map<String, Long> suppressed = new TreeMap<>();
        database.inTransaction(connection -> Database.select(
                connection,
                "select state, case when state in ('suppressed', 'expired') then reason else '' end as reason, count(*)"
                        + " as count from service.notice where accepted_at > ? group by 1, 2",
                row -> {
                    states.merge(row.getString("state"), row.getLong("count"), Long::sum);
                    return row.getString("reason").isEmpty()
                            ? 0
                            : suppressed.merge(row.getString("reason"), row.getLong("count"), Long::sum);
                },
                clock.instant().minus(COUNTED)));
        return Map.of("states", states, "unsaid", suppressed);
    }

    /** Tells a notice after all that failed, grew old or was suppressed; one that was told is not told twice. */
    public Map<String, Object> retry(String id) throws SQLException {
        return database.inTransaction(connection -> {
            String state = (String) existing(connection, id).get("state");
            Instant now = clock.instant();
            int changed = Database.update(
                    connection,
                    "update service.notice set state = 'waiting', reason = '', ended_at = null, valid_from = ?, batch_id ="
                            + " '', earlier = case when batch_id = '' then earlier else earlier || batch_id end"
                            + " where id = ? and state in ('failed', 'expired', 'suppressed')",
                    now,
                    id);
            if (changed == 0) {
                throw new IllegalStateException("the notice is " + state + "; only one that failed, expired or was"
                        + " suppressed can be told again");
            }
            Database.update(
                    connection,
                    "insert into service.notice_group as held (group_key, due_at) select group_key, ? from"
                            + " service.notice where id = ? on conflict (group_key) do update set due_at = excluded.due_at",
                    now,
                    id);
            return existing(connection, id);
        });
    }

    private static Map<String, Object> existing(Connection connection, String id) throws SQLException {
        Map<String, Object> notice =
                Database.select(connection, "select * from service.notice where id = ?", NoticeDesk::shape, id).stream()
                        .findFirst()
                        .orElseThrow(() -> new NoSuchElementException("there is no notice '" + id + "'"));
        addDeliveries(connection, notice);
        return notice;
    }

    private static void addDeliveries(Connection connection, Map<String, Object> notice) throws SQLException {
        Object batch = notice.remove("batch");
        notice.put(
                "deliveries",
                Database.select(
                        connection,
                        "select d.* from service.notice_delivery d, service.notice n where n.id = ? and (d.batch_id = ?"
                                + " or d.batch_id = any(n.earlier)) order by d.created_at, d.id",
                        NoticeDesk::delivery,
                        notice.get("id"),
                        batch));
    }

    private static Map<String, Object> shape(ResultSet row) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", row.getString("id"));
        shape.put("template", row.getString("template"));
        shape.put("target", row.getString("target"));
        put(shape, "alarm", row.getString("alarm_id"));
        put(shape, "device_id", row.getString("device_id"));
        shape.put("severity", row.getString("severity").toLowerCase(Locale.ROOT));
        shape.put("state", row.getString("state"));
        put(shape, "reason", row.getString("reason"));
        shape.put("at", Columns.instant(row, "at").toString());
        shape.put("acceptedAt", Columns.instant(row, "accepted_at").toString());
        shape.put("values", Columns.parse(row.getString("words"), Columns.WORDS));
        shape.put("batch", row.getString("batch_id"));
        return shape;
    }

    private static Map<String, Object> delivery(ResultSet row) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", row.getString("id"));
        shape.put("contact", row.getString("contact_id"));
        shape.put("channel", row.getString("channel"));
        shape.put("state", row.getString("state"));
        put(shape, "reason", row.getString("reason"));
        shape.put("attempts", row.getInt("attempt"));
        shape.put("dueAt", Columns.instant(row, "due_at").toString());
        if (row.getTimestamp("ended_at") != null) {
            shape.put("endedAt", Columns.instant(row, "ended_at").toString());
        }
        return shape;
    }

    private static void equal(String column, String value, StringBuilder sql, List<Object> values) {
        if (given(value)) {
            sql.append(" and ").append(column).append(" = ?");
            values.add(value);
        }
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }

    private static void put(Map<String, Object> shape, String name, String value) {
        if (!value.isEmpty()) {
            shape.put(name, value);
        }
    }
}
