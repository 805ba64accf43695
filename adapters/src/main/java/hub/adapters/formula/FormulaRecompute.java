package hub.adapters.formula;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Computes past spans again: a month at a time, each with the note how far it is, so that another hub can go on. */
public final class FormulaRecompute {
    private static final Logger LOG = LoggerFactory.getLogger(FormulaRecompute.class);
    private static final int MOST_DAYS = 3_700;
    private static final int DAYS_AT_ONCE = 31;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final String CLAIM = "update analytics.formula_recompute set state = 'running', leased_until = ?"
            + " where id = (select id from analytics.formula_recompute where state in ('waiting', 'running')"
            + " and (leased_until is null or leased_until < ?) order by id for update skip locked limit 1) returning id";

    private final Database database;
    private final FormulaVersions versions;
    private final FormulaResults results;
    private final Clock clock;

    /** @param source the warm store with schema {@code analytics} */
    public FormulaRecompute(DataSource source, Quantiles quantiles, Clock clock) {
        this.database = new Database(source);
        this.versions = new FormulaVersions(clock);
        this.results = new FormulaResults(new CustomerDays(quantiles), clock);
        this.clock = clock;
    }

    /** Has the days {@code from} to {@code to} computed by {@code version}, or by the one in force. */
    public Map<String, Object> ask(String id, Map<String, Object> body, String user) throws SQLException {
        DaySpan span = DaySpan.of(body, MOST_DAYS);
        return database.inTransaction(connection -> {
            int version = body.get("version") instanceof Number number
                    ? number.intValue()
                    : versions.inForce(connection, id)
                            .orElseThrow(() -> new NoSuchElementException("no version of '" + id + "' is in force"));
            versions.get(connection, id, version);
            return Database.select(
                            connection,
                            "insert into analytics.formula_recompute"
                                    + " (formula_id, version, from_day, until_day, next_day, asked_by, asked_at)"
                                    + " values (?, ?, ?, ?, ?, ?, ?) returning *",
                            FormulaRecompute::shape,
                            id,
                            version,
                            span.from(),
                            span.to().plusDays(1),
                            span.from(),
                            user,
                            clock.instant())
                    .get(0);
        });
    }

    /** What was asked for a formula and how far it is, the latest first. */
    public Map<String, Object> list(String id) throws SQLException {
        return Map.of(
                "items",
                database.select(
                        "select * from analytics.formula_recompute where formula_id = ? order by id desc limit 100",
                        FormulaRecompute::shape,
                        id));
    }

    /** Does all that is asked and that no other hub is at. */
    public void work() throws SQLException {
        for (Optional<Long> claimed = claim(); claimed.isPresent(); claimed = claim()) {
            long id = claimed.get();
            try {
                while (database.inTransaction(connection -> piece(connection, id))) {
                    LOG.debug("recompute {} goes on", id);
                }
            } catch (RuntimeException problem) {
                LOG.warn("recompute {} failed: {}", id, problem.toString());
                database.update(
                        "update analytics.formula_recompute set state = 'failed', error = ?, ended_at = ? where id = ?",
                        problem.toString(),
                        clock.instant(),
                        id);
            }
        }
    }

    private Optional<Long> claim() throws SQLException {
        return database.select(CLAIM, row -> row.getLong(1), clock.instant().plus(LEASE), clock.instant()).stream()
                .findFirst();
    }

    private record Piece(String formulaId, int version, LocalDate from, LocalDate until) {}

    /** Whether there is more to do. */
    private boolean piece(Connection connection, long id) throws SQLException {
        Piece piece = Database.select(
                        connection,
                        "select * from analytics.formula_recompute where id = ? for update",
                        row -> new Piece(
                                row.getString("formula_id"),
                                row.getInt("version"),
                                row.getObject("next_day", LocalDate.class),
                                row.getObject("until_day", LocalDate.class)),
                        id)
                .get(0);
        LocalDate next = piece.from().plusDays(DAYS_AT_ONCE);
        LocalDate end = next.isBefore(piece.until()) ? next : piece.until();
        boolean more = end.isBefore(piece.until());
        Version version = versions.get(connection, piece.formulaId(), piece.version());
        List<LocalDate> days = piece.from().datesUntil(end).toList();
        long computed = days.isEmpty() ? 0 : results.compute(connection, version, days);
        Database.update(
                connection,
                "update analytics.formula_recompute set next_day = ?, results = results + ?, leased_until = ?, state = ?,"
                        + " ended_at = ? where id = ?",
                end,
                computed,
                clock.instant().plus(LEASE),
                more ? "running" : "done",
                more ? null : java.sql.Timestamp.from(clock.instant()),
                id);
        return more;
    }

    private static Map<String, Object> shape(ResultSet row) throws SQLException {
        LocalDate from = row.getObject("from_day", LocalDate.class);
        LocalDate until = row.getObject("until_day", LocalDate.class);
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", row.getLong("id"));
        shape.put("formulaId", row.getString("formula_id"));
        shape.put("version", row.getInt("version"));
        shape.put("from", from.toString());
        shape.put("to", until.minusDays(1).toString());
        shape.put("state", row.getString("state"));
        shape.put("days", ChronoUnit.DAYS.between(from, until));
        shape.put("daysDone", ChronoUnit.DAYS.between(from, row.getObject("next_day", LocalDate.class)));
        shape.put("results", row.getLong("results"));
        shape.put("by", row.getString("asked_by"));
        shape.put("at", row.getTimestamp("asked_at").toInstant().toString());
        FormulaShapes.putUnlessEmpty(shape, "error", row.getString("error"));
        return shape;
    }
}
