package hub.adapters.analytics;

import hub.adapters.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Proves aggregates, or mends them, by counting once more from the cold store. Each stretch is one transaction that also says how far
 * it came, so a hub that is killed loses nothing and another goes on.
 */
public final class Recomputations {

    private static final Duration LONGEST = Duration.ofDays(400);
    private static final Duration LATEST = Duration.ofDays(60);
    private static final String SCHEDULE = "schedule";
    private static final Duration SETTLED = Duration.ofHours(1);

    private final Database warm;
    private final ColdReadings cold;
    private final Clock clock;
    private final Counter differing;

    /** @param warm the warm store, with schema {@code analytics} */
    public Recomputations(DataSource warm, ColdReadings cold, MeterRegistry meters, Clock clock) {
        this.warm = new Database(warm);
        this.cold = cold;
        this.clock = clock;
        this.differing = Counter.builder("hub.aggregate.differing")
                .description("Parts of aggregates that differed from the cold store when they were counted again")
                .register(meters);
    }

    /**
     * Asks for a recomputation; a route carries it out.
     *
     * @param wish {@code productId}, {@code from}, {@code to}, and {@code dryRun} to compare only
     */
    public Map<String, Object> ask(Map<String, Object> wish, String user) throws SQLException {
        String productId = String.valueOf(wish.get("productId"));
        long from = PartKey.hourOf(TimeText.instant("from", wish.get("from")).toEpochMilli());
        long until = TimeText.instant("to", wish.get("to")).toEpochMilli();
        if (from >= until || until - from > LONGEST.toMillis()) {
            throw new IllegalArgumentException("to: must be later than from, and by no more than 400 days");
        }
        long whole = PartKey.hourOf(until + PartKey.HOUR - 1);
        boolean onlyCheck = Boolean.TRUE.equals(wish.get("dryRun"));
        return find(warm.inTransaction(connection -> insert(connection, productId, from, whole, onlyCheck, user)));
    }

    private String insert(
            Connection connection, String productId, long from, long until, boolean onlyCheck, String user)
            throws SQLException {
        String id = UUID.randomUUID().toString();
        Timestamp begin = new Timestamp(from);
        Database.update(
                connection,
                "insert into analytics.recomputation (id, product_id, from_at, until_at, next_at, only_check, state,"
                        + " asked_by, asked_at) values (?, ?, ?, ?, ?, ?, 'waiting', ?, ?)",
                id,
                productId,
                begin,
                new Timestamp(until),
                begin,
                onlyCheck,
                user,
                clock.instant());
        return id;
    }

    /** Asks for a check of every product's last day, up to an hour ago. */
    public void check() throws SQLException {
        long until = PartKey.hourOf(clock.instant().minus(SETTLED).toEpochMilli());
        long from = until - PartKey.DAY;
        List<String> products = warm.select(
                "select distinct product_id from analytics.product_hour where hour >= ? and hour < ?",
                row -> row.getString(1),
                new Timestamp(from),
                new Timestamp(until));
        warm.inTransaction(connection -> {
            for (String product : products) {
                insert(connection, product, from, until, true, SCHEDULE);
            }
            return products;
        });
    }

    /** Carries out one stretch of the oldest recomputation; false when none is left. */
    public boolean step() throws SQLException {
        return warm.inTransaction(connection -> {
            List<RecomputationRow> next = Database.select(
                    connection,
                    RecomputationRow.SELECT
                            + " where ended_at is null order by asked_at, id limit 1 for update skip locked",
                    RecomputationRow::read);
            for (RecomputationRow row : next) {
                step(connection, row);
            }
            return !next.isEmpty();
        });
    }

    private void step(Connection connection, RecomputationRow row) throws SQLException {
        Instant now = clock.instant();
        var before = connection.setSavepoint();
        try {
            Recount.Outcome outcome = new Recount(cold, now)
                    .stretch(connection, row.productId(), row.next(), row.until(), row.onlyCheck());
            differing.increment(outcome.differing().size());
            row.note(connection, outcome, now);
        } catch (Exception problem) {
            connection.rollback(before);
            row.fail(connection, problem, now);
        }
    }

    /**
     * Begins anew where the cold store no longer knows what came after the snapshot that was counted last: goes on after the newest,
     * and has every product's parts mended from the whole of it.
     *
     * @param newest the cold store's newest snapshot
     * @param products all products
     */
    public void countAnew(long newest, List<String> products) throws SQLException {
        Instant now = clock.instant();
        warm.inTransaction(connection -> {
            CountedSnapshot.hold(connection, now);
            CountedSnapshot.move(connection, newest, 0, now);
            for (String product : products) {
                long from = Math.min(now.minus(LATEST).toEpochMilli(), firstHour(connection, product));
                long until = now.plus(Duration.ofDays(1)).toEpochMilli();
                insert(connection, product, PartKey.hourOf(from), PartKey.hourOf(until), false, SCHEDULE);
            }
            return products;
        });
    }

    private static long firstHour(Connection connection, String productId) throws SQLException {
        return Database.select(
                        connection,
                        "select coalesce(min(hour), 'infinity') from analytics.partial_hour where product_id = ?",
                        row -> row.getTimestamp(1).getTime(),
                        productId)
                .get(0);
    }

    /** The latest hundred, newest first. */
    public Map<String, Object> latest() throws SQLException {
        List<Map<String, Object>> items = warm
                .select(RecomputationRow.SELECT + " order by asked_at desc, id desc limit 100", RecomputationRow::read)
                .stream()
                .map(RecomputationRow::shown)
                .toList();
        return Map.of("items", items);
    }

    /** How far a recomputation is and what it found. */
    public Map<String, Object> find(String id) throws SQLException {
        return warm.select(RecomputationRow.SELECT + " where id = ?", RecomputationRow::read, id).stream()
                .findFirst()
                .orElseThrow(() -> new java.util.NoSuchElementException("there is no recomputation '" + id + "'"))
                .shown();
    }
}
