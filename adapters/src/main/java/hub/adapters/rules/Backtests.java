package hub.adapters.rules;

import hub.adapters.Database;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import javax.sql.DataSource;

/** The backtests that were asked for; hubs claim them one at a time, and one whose hub is gone begins anew elsewhere. */
public final class Backtests {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int MOST_WAITING = 20;
    private static final String OPEN = "state in ('waiting', 'running')";
    private static final String CLAIM = "update hub.rule_backtest set state = 'running', leased_until = ?,"
            + " started_at = ?, devices_done = 0, readings = 0 where id = (select id from hub.rule_backtest where "
            + OPEN
            + " and (leased_until is null or leased_until < ?) order by id for update skip locked limit 1) returning *";

    private final Database database;
    private final Clock clock;

    /** @param source the warm store with schema {@code hub} */
    public Backtests(DataSource source, Clock clock) {
        this.database = new Database(source);
        this.clock = clock;
    }

    /**
     * Asks for one.
     *
     * @throws RejectedExecutionException when too many wait already
     */
    public Backtest ask(
            String table,
            int version,
            int against,
            Instant from,
            Instant until,
            String product,
            List<String> devices,
            String user)
            throws SQLException {
        return database.in(session -> {
            session.lock("rule backtests");
            if (session.number("select count(*) from hub.rule_backtest where " + OPEN) >= MOST_WAITING) {
                throw new RejectedExecutionException(
                        MOST_WAITING + " backtests wait already; try again later or cancel one");
            }
            return session.one(
                            "insert into hub.rule_backtest (table_name, version, against, from_time, until_time, product_id,"
                                    + " devices, state, asked_by, asked_at) values (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?)"
                                    + " returning *",
                            Backtest::read,
                            table,
                            version,
                            against,
                            from,
                            until,
                            product,
                            devices,
                            user,
                            clock.instant())
                    .orElseThrow();
        });
    }

    /** Those of a table, the latest first. */
    public List<Backtest> of(String table) throws SQLException {
        return database.select(
                "select * from hub.rule_backtest where table_name = ? order by id desc limit 50",
                Backtest::read,
                table);
    }

    /** One of a table; {@link NoSuchElementException} when there is none. */
    public Backtest get(String table, long id) throws SQLException {
        return database
                .select("select * from hub.rule_backtest where table_name = ? and id = ?", Backtest::read, table, id)
                .stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("table '" + table + "' has no backtest " + id));
    }

    /** Ends one that waits or runs; the hub at it stops within a moment. */
    public Backtest cancel(String table, long id) throws SQLException {
        database.update(
                "update hub.rule_backtest set state = 'cancelled', ended_at = ? where table_name = ? and id = ? and "
                        + OPEN,
                clock.instant(),
                table,
                id);
        return get(table, id);
    }

    /** The next one that nobody is at. */
    public Optional<Backtest> claim() throws SQLException {
        Instant now = clock.instant();
        return database.select(CLAIM, Backtest::read, now.plus(LEASE), now, now).stream()
                .findFirst();
    }

    /** Notes how far it is; false when it was cancelled meanwhile. */
    public boolean goesOn(long id, int devices, int done, long readings) throws SQLException {
        return database.update(
                        "update hub.rule_backtest set device_count = ?, devices_done = ?, readings = ?, leased_until = ?"
                                + " where id = ? and state = 'running'",
                        devices,
                        done,
                        readings,
                        clock.instant().plus(LEASE),
                        id)
                > 0;
    }

    /** Keeps what came out. */
    public void done(long id, String result) throws SQLException {
        database.update(
                "update hub.rule_backtest set state = 'done', result = ?::jsonb, ended_at = ?"
                        + " where id = ? and state = 'running'",
                result,
                clock.instant(),
                id);
    }

    /** Keeps why nothing came out. */
    public void failed(long id, String error) throws SQLException {
        database.update(
                "update hub.rule_backtest set state = 'failed', error = ?, ended_at = ? where id = ? and state = 'running'",
                error,
                clock.instant(),
                id);
    }
}
