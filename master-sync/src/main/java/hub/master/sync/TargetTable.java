package hub.master.sync;

import hub.master.mapping.MappedRow.Fate;
import hub.master.mapping.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One table of schema {@code master}: writes many rows at once, and only those that differ. */
final class TargetTable {

    private final Target target;
    private final String name;

    TargetTable(Target target) {
        this.target = target;
        this.name = "master." + target.word();
    }

    /**
     * Writes rows that came whole: new ones are added, others changed where they differ. Of rows that came in part only the
     * ones that are there already are changed.
     */
    void write(Connection connection, Collection<PlannedRow> rows, Instant now) throws SQLException {
        Map<TreeSet<String>, List<PlannedRow>> byColumns = new HashMap<>();
        for (PlannedRow row : rows) {
            byColumns
                    .computeIfAbsent(new TreeSet<>(row.row().values().keySet()), columns -> new ArrayList<>())
                    .add(row);
        }
        for (Map.Entry<TreeSet<String>, List<PlannedRow>> group : byColumns.entrySet()) {
            List<String> columns = new ArrayList<>(group.getKey());
            Object[] values = values(columns, group.getValue(), now);
            if (group.getValue().get(0).row().whole()) {
                Sql.update(connection, insert(columns), values);
            }
            columns.remove(target.key());
            if (!columns.isEmpty()) {
                Sql.update(connection, change(columns), values);
            }
        }
    }

    private Object[] values(List<String> columns, List<PlannedRow> rows, Instant now) {
        List<Object> arrays = new ArrayList<>();
        arrays.add(now);
        for (String column : columns) {
            arrays.add(rows.stream().map(row -> row.row().values().get(column)).toArray(String[]::new));
        }
        arrays.add(rows.stream()
                .map(row -> row.row().since().map(String::valueOf).orElse(null))
                .toArray(String[]::new));
        arrays.add(rows.stream().map(row -> row.at(now).toString()).toArray(String[]::new));
        arrays.add(rows.stream()
                .map(row -> row.row().fate() == Fate.CLOSED ? row.at(now).toString() : null)
                .toArray(String[]::new));
        if (!columns.contains(target.key())) {
            throw new IllegalStateException("a row of " + name + " came without its key");
        }
        return arrays.toArray();
    }

    /** The incoming rows, with the moment of writing in front of them. */
    private String incoming(List<String> columns) {
        StringBuilder arrays = new StringBuilder();
        StringBuilder names = new StringBuilder();
        for (String column : columns) {
            arrays.append("?::text[], ");
            names.append(column).append(", ");
        }
        return "with moment as (select ?::timestamptz as now), n as (select * from unnest(" + arrays
                + "?::text[], ?::text[], ?::text[]) as n(" + names + "since, at, closed)) ";
    }

    private String insert(List<String> columns) {
        List<String> into = new ArrayList<>(columns);
        List<String> from =
                new ArrayList<>(columns.stream().map(column -> typed(column)).toList());
        into.add("updated_at");
        from.add("moment.now");
        if (target.isPlaced()) {
            into.add(since());
            from.add("n.since::timestamptz");
        }
        if (target.canClose()) {
            into.add("closed_at");
            from.add("n.closed::timestamptz");
        }
        return incoming(columns) + "insert into " + name + " (" + String.join(", ", into) + ") select "
                + String.join(", ", from) + " from n, moment on conflict (" + target.key() + ") do nothing";
    }

    private String change(List<String> columns) {
        List<String> all = new ArrayList<>(columns);
        all.add(target.key());
        Map<String, String> sets = new LinkedHashMap<>();
        columns.forEach(column -> sets.put(column, typed(column)));
        List<String> differs = new ArrayList<>();
        columns.forEach(column -> differs.add("t." + column + " is distinct from " + typed(column)));
        if (target.canClose()) {
            sets.put(
                    "closed_at",
                    "case when n.closed is null then null else coalesce(t.closed_at, n.closed::timestamptz) end");
            differs.add("(t.closed_at is null) <> (n.closed is null)");
        }
        if (target.isPlaced() && columns.contains(place())) {
            sets.put(
                    since(),
                    "case when t." + place() + " is distinct from n." + place()
                            + " then coalesce(n.since::timestamptz, n.at::timestamptz)"
                            + " else coalesce(n.since::timestamptz, t." + since() + ") end");
            differs.add("n.since is not null and n.since::timestamptz is distinct from t." + since());
        }
        List<String> changes = new ArrayList<>();
        sets.forEach((column, value) -> changes.add(column + " = " + value));
        List<String> order = new ArrayList<>(new TreeSet<>(all));
        return incoming(order) + "update " + name + " t set " + String.join(", ", changes)
                + ", updated_at = moment.now from n, moment where t." + target.key() + " = n." + target.key()
                + " and (" + String.join(" or ", differs) + ")";
    }

    private String typed(String column) {
        boolean truth = target.fields().stream()
                .anyMatch(field -> field.name().equals(column) && field.kind() == Target.Kind.BOOLEAN);
        return "n." + column + (truth ? "::boolean" : "");
    }

    private String place() {
        return target.parent().orElseThrow().name();
    }

    private String since() {
        return place().replace("_id", "") + "_since";
    }

    /** Takes rows out; a parent that still has children is closed instead. */
    void remove(Connection connection, List<String> keys, Fate fate, Instant now) throws SQLException {
        String[] gone = keys.toArray(String[]::new);
        if (fate == Fate.REMOVED) {
            Sql.update(connection, removal(), target == Target.DEVICE ? new Object[] {gone, now} : new Object[] {gone});
        }
        if (target.canClose()) {
            Sql.update(
                    connection,
                    "update " + name + " set closed_at = ?, updated_at = ? where " + target.key()
                            + " = any(?) and closed_at is null",
                    now,
                    now,
                    gone);
        }
    }

    private String removal() {
        return switch (target) {
            case DEVICE ->
                "with gone as (delete from master.device where device_id = any(?) returning device_id)"
                        + " insert into master.device_removal (device_id, removed_at) select device_id, ? from gone";
            case SITE ->
                "delete from master.site t where site_id = any(?)"
                        + " and not exists (select from master.device d where d.site_id = t.site_id)";
            case CUSTOMER ->
                "delete from master.customer t where customer_id = any(?)"
                        + " and not exists (select from master.site s where s.customer_id = t.customer_id)";
            default -> "delete from " + name + " where " + target.key() + " = any(?)";
        };
    }

    /** Which of these keys exist. */
    List<String> existing(Connection connection, Collection<String> keys) throws SQLException {
        return Sql.select(
                connection,
                "select " + target.key() + " from " + name + " where " + target.key() + " = any(?)",
                row -> row.getString(1),
                (Object) keys.toArray(String[]::new));
    }
}
