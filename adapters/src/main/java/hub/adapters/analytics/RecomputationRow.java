package hub.adapters.analytics;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A recomputation as it lies in PostgreSQL. */
record RecomputationRow(
        String id,
        String productId,
        long from,
        long until,
        long next,
        boolean onlyCheck,
        String state,
        long parts,
        long differing,
        String examples,
        String problem,
        String askedBy,
        Instant askedAt) {

    static final String SELECT = "select * from analytics.recomputation";
    private static final int EXAMPLES = 10;

    static RecomputationRow read(ResultSet row) throws SQLException {
        return new RecomputationRow(
                row.getString("id"),
                row.getString("product_id"),
                row.getTimestamp("from_at").getTime(),
                row.getTimestamp("until_at").getTime(),
                row.getTimestamp("next_at").getTime(),
                row.getBoolean("only_check"),
                row.getString("state"),
                row.getLong("parts"),
                row.getLong("differing"),
                row.getString("examples"),
                row.getString("problem"),
                row.getString("asked_by"),
                row.getTimestamp("asked_at").toInstant());
    }

    /** Writes down what a stretch found. */
    void note(Connection connection, Recount.Outcome outcome, Instant now) throws SQLException {
        boolean done = outcome.until() >= until;
        Database.update(
                connection,
                "update analytics.recomputation set next_at = ?, state = ?, parts = parts + ?, differing = differing +"
                        + " ?, examples = ?, ended_at = ? where id = ?",
                new Timestamp(outcome.until()),
                done ? "done" : "running",
                outcome.parts(),
                outcome.differing().size(),
                examples.isEmpty() ? text(outcome) : examples,
                done ? Timestamp.from(now) : null,
                id);
    }

    private static String text(Recount.Outcome outcome) {
        return outcome.differing().stream()
                .sorted(PartKey.IN_STORE)
                .limit(EXAMPLES)
                .map(key -> key.deviceId() + " " + key.metric() + " " + Instant.ofEpochMilli(key.hour()))
                .collect(Collectors.joining("\n"));
    }

    void fail(Connection connection, Exception problem, Instant now) throws SQLException {
        Database.update(
                connection,
                "update analytics.recomputation set state = 'failed', problem = ?, ended_at = ? where id = ?",
                String.valueOf(problem.getMessage()),
                now,
                id);
    }

    /** As the API shows it. */
    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", id);
        shown.put("productId", productId);
        shown.put("from", TimeText.of(from));
        shown.put("to", TimeText.of(until));
        shown.put("dryRun", onlyCheck);
        shown.put("state", state);
        shown.put("progress", Math.round(100.0 * (next - from) / (until - from)));
        shown.put("parts", parts);
        shown.put("differing", differing);
        if (!examples.isEmpty()) {
            shown.put("examples", List.of(examples.split("\n")));
        }
        if (!problem.isEmpty()) {
            shown.put("problem", problem);
        }
        shown.put("askedBy", askedBy);
        shown.put("askedAt", TimeText.of(askedAt.toEpochMilli()));
        return shown;
    }
}
