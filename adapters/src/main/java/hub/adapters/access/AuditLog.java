package hub.adapters.access;

import hub.adapters.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.sql.DataSource;

/** Who changed what, when, from where, and what it was before and after; the database refuses to change or remove a line. */
public final class AuditLog {

    private static final int PAGE = 100;
    private static final String[] COLUMNS = {
        "who", "roles", "via", "address", "action", "subject_kind", "subject_id", "request_id"
    };

    private final Database database;

    /** @param source the warm store with schema {@code hub} */
    public AuditLog(DataSource source) {
        this.database = new Database(source);
    }

    /** Adds a line for good. */
    public void add(AuditLine line) throws SQLException {
        database.update(
                "insert into hub.audit (at, who, roles, via, address, action, subject_kind, subject_id, status, request_id,"
                        + " request, before, after) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                line.at(),
                line.who(),
                line.roles(),
                line.via(),
                line.address(),
                line.action(),
                line.subjectKind(),
                line.subjectId(),
                line.status(),
                line.requestId(),
                line.request(),
                line.before(),
                line.after());
    }

    /** A page of lines, newest first, without what was before and after; null or empty means any. */
    public Map<String, Object> list(
            String who,
            String action,
            String kind,
            String subject,
            String from,
            String to,
            Integer limit,
            String cursor)
            throws SQLException {
        StringBuilder where = new StringBuilder("true");
        List<Object> values = new ArrayList<>();
        narrow(where, values, "who = ?", who);
        narrow(where, values, "action = ?", action);
        narrow(where, values, "subject_kind = ?", kind);
        narrow(where, values, "subject_id = ?", subject);
        narrow(where, values, "at >= cast(? as timestamptz)", time("from", from));
        narrow(where, values, "at < cast(? as timestamptz)", time("to", to));
        narrow(where, values, "id < cast(? as bigint)", number(cursor));
        int most = limit == null ? PAGE : limit;
        values.add(most + 1);
        List<Map<String, Object>> items = new ArrayList<>(database.select(
                "select * from hub.audit where " + where + " order by id desc limit ?",
                AuditLog::shape,
                values.toArray()));
        Map<String, Object> page = new LinkedHashMap<>();
        if (items.size() > most) {
            items.remove(most);
            page.put("next", items.get(most - 1).get("id"));
        }
        page.put("items", items);
        return page;
    }

    /** One line with what was asked, and how the thing was before and after. */
    public Map<String, Object> get(String id) throws SQLException {
        return database
                .select(
                        "select * from hub.audit where id = cast(? as bigint)",
                        row -> {
                            Map<String, Object> shape = shape(row);
                            for (String column : List.of("request", "before", "after")) {
                                if (row.getString(column) != null) {
                                    shape.put(column, row.getString(column));
                                }
                            }
                            return shape;
                        },
                        number(id))
                .stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no line '" + id + "' in the audit log"));
    }

    private static void narrow(StringBuilder where, List<Object> values, String condition, String value) {
        if (value != null && !value.isEmpty()) {
            where.append(" and ").append(condition);
            values.add(value);
        }
    }

    private static String time(String field, String text) {
        try {
            return text == null || text.isEmpty()
                    ? ""
                    : OffsetDateTime.parse(text).toInstant().toString();
        } catch (DateTimeParseException problem) {
            throw new IllegalArgumentException(
                    field + ": '" + text + "' is no time such as 2026-11-21T10:00:00Z", problem);
        }
    }

    private static String number(String text) {
        if (text == null || text.isEmpty() || text.matches("\\d{1,18}")) {
            return text;
        }
        throw new IllegalArgumentException("'" + text + "' is no number of a line of the audit log");
    }

    private static Map<String, Object> shape(ResultSet row) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", String.valueOf(row.getLong("id")));
        Instant at = row.getTimestamp("at").toInstant();
        shape.put("at", at.toString());
        for (String column : COLUMNS) {
            if (!row.getString(column).isEmpty()) {
                shape.put(names(column), row.getString(column));
            }
        }
        shape.put("status", row.getInt("status"));
        return shape;
    }

    private static String names(String column) {
        return switch (column) {
            case "subject_kind" -> "kind";
            case "subject_id" -> "subject";
            case "request_id" -> "requestId";
            default -> column;
        };
    }
}
