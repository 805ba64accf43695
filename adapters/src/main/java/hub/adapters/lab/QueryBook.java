package hub.adapters.lab;

import hub.adapters.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.sql.DataSource;

/** The record of who asked what, how long it took and what came of it; no query runs that is not in it. */
final class QueryBook {
    private static final int USUAL_PAGE = 100;

    private final Database database;
    private final Clock clock;
    private final Duration longest;

    /** @param longest after so long a query that is still called running was lost with its hub */
    QueryBook(DataSource warm, Clock clock, Duration longest) {
        this.database = new Database(warm);
        this.clock = clock;
        this.longest = longest;
    }

    /** @throws IllegalStateException when there is a query of that id */
    void begin(QueryRequest request, String caller) throws SQLException {
        int added = database.update(
                "insert into analytics.cold_query (id, caller, sql, format, slice, state, asked_at)"
                        + " values (?, ?, ?, ?, ?, 'running', ?) on conflict (id) do nothing",
                request.id(),
                caller,
                request.sql().replace("\0", ""),
                request.format().name(),
                described(request),
                clock.instant());
        if (added == 0) {
            throw new IllegalStateException(
                    "queryId: there is a query '" + request.id() + "' already; each needs an id of its own");
        }
    }

    private static String described(QueryRequest request) {
        Slice slice = request.slice();
        List<String> parts = new ArrayList<>();
        slice.from().ifPresent(from -> parts.add("from " + from));
        slice.until().ifPresent(until -> parts.add("to " + until));
        slice.product().ifPresent(product -> parts.add("product " + product));
        slice.asOf().ifPresent(asOf -> parts.add("as of " + asOf));
        return String.join(", ", parts);
    }

    /** @param state done, failed or cancelled */
    void end(String id, String state, Job.Word word, long bytes, Duration took, Map<String, String> snapshots)
            throws SQLException {
        database.update(
                "update analytics.cold_query set state = ?, ended_at = ?, rows = ?, bytes = ?, millis = ?, problem = ?,"
                        + " snapshots = ? where id = ?",
                state,
                clock.instant(),
                word.rows(),
                bytes,
                took.toMillis(),
                word.problem().replace("\0", ""),
                String.join(
                        ", ",
                        snapshots.entrySet().stream()
                                .map(each -> each.getKey() + "=" + each.getValue())
                                .toList()),
                id);
    }

    /**
     * Notes that a query is to end.
     *
     * @return the query
     * @throws NoSuchElementException when there is none of that id
     * @throws IllegalStateException when it has ended
     */
    Map<String, Object> cancel(String id, String caller) throws SQLException {
        int changed = database.update(
                "update analytics.cold_query set cancel_by = ? where id = ? and state = 'running'", caller, id);
        Map<String, Object> query =
                database.select("select * from analytics.cold_query where id = ?", this::shape, id).stream()
                        .findFirst()
                        .orElseThrow(() -> new NoSuchElementException("there is no query '" + id + "'"));
        if (changed == 0) {
            throw new IllegalStateException("the query is " + query.get("state") + " already");
        }
        return query;
    }

    /** Those of these queries that somebody wants ended, and who. */
    Map<String, String> cancelled(Collection<String> ids) throws SQLException {
        Map<String, String> cancelled = new LinkedHashMap<>();
        database.select(
                "select id, cancel_by from analytics.cold_query where id = any(?) and cancel_by <> ''",
                row -> cancelled.put(row.getString(1), row.getString(2)),
                List.copyOf(ids));
        return cancelled;
    }

    /** A page of queries, newest first. */
    Map<String, Object> list(Integer limit, String cursor) throws SQLException {
        int size = limit == null ? USUAL_PAGE : limit;
        List<Object> values = new ArrayList<>();
        String after = "";
        if (cursor != null && cursor.indexOf('~') > 0) {
            String[] place = cursor.split("~", 2);
            after = " where (asked_at, id) < (?, ?)";
            values.addAll(List.of(Instant.parse(place[0]), place[1]));
        }
        List<Map<String, Object>> found = database.select(
                "select * from analytics.cold_query" + after + " order by asked_at desc, id desc limit " + (size + 1),
                this::shape,
                values.toArray());
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", found.subList(0, Math.min(size, found.size())));
        if (found.size() > size) {
            Map<String, Object> last = found.get(size - 1);
            page.put("next", last.get("askedAt") + "~" + last.get("id"));
        }
        return page;
    }

    private Map<String, Object> shape(ResultSet row) throws SQLException {
        Map<String, Object> query = new LinkedHashMap<>();
        Instant asked = row.getTimestamp("asked_at").toInstant();
        boolean lost =
                row.getString("state").equals("running") && asked.plus(longest).isBefore(clock.instant());
        query.put("id", row.getString("id"));
        query.put("caller", row.getString("caller"));
        query.put("state", lost ? "lost" : row.getString("state"));
        query.put("askedAt", asked.toString());
        query.put("sql", row.getString("sql"));
        query.put("format", row.getString("format").toLowerCase(java.util.Locale.ROOT));
        for (String text : List.of("slice", "snapshots", "problem")) {
            if (!row.getString(text).isEmpty()) {
                query.put(text, row.getString(text));
            }
        }
        if (row.getTimestamp("ended_at") != null) {
            query.put("endedAt", row.getTimestamp("ended_at").toInstant().toString());
            query.put("millis", row.getLong("millis"));
            query.put("rowCount", row.getLong("rows"));
            query.put("bytes", row.getLong("bytes"));
        }
        return query;
    }
}
