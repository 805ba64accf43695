package hub.adapters.ageing;

import hub.adapters.Database;
import hub.message.SpanDigest;
import hub.message.Telemetry;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A cold store of one table, which several processes can share and which commits all of a batch or nothing. */
final class TestingCold implements ColdTier {
    private final Database database;
    volatile String behind = "";
    volatile boolean refuses;
    /** How long a commit takes, seconds. */
    volatile double commitSeconds;

    TestingCold(DataSource source) {
        this.database = new Database(source);
    }

    static void create(DataSource source) throws SQLException {
        new Database(source)
                .update("create table if not exists public.cold (id text primary key, device_id text, product_id text,"
                        + " time timestamptz, day date)");
    }

    @Override
    public Optional<String> behind() {
        return behind.isEmpty() ? Optional.empty() : Optional.of(behind);
    }

    @Override
    public SpanDigest digest(String productId, LocalDate day) {
        SpanDigest[] digest = {SpanDigest.EMPTY};
        ids(productId, day, id -> digest[0] = digest[0].with(id));
        return digest[0];
    }

    @Override
    public void ids(String productId, LocalDate day, Consumer<String> each) {
        run(() -> database.select(
                        "select id from public.cold where product_id = ? and day = ?",
                        row -> row.getString(1),
                        productId,
                        day))
                .forEach(each);
    }

    @Override
    public void append(List<Telemetry> readings) {
        if (refuses) {
            throw new IllegalStateException("disk full");
        }
        run(() -> database.inTransaction(connection -> {
            Database.updateAll(
                    connection,
                    "insert into public.cold values (?, ?, ?, cast(? as timestamptz),"
                            + " (cast(? as timestamptz) at time zone 'UTC')::date) on conflict do nothing",
                    readings.stream()
                            .map(each -> new Object[] {
                                each.id(),
                                each.deviceId(),
                                each.productId(),
                                Instant.ofEpochMilli(each.deviceTimestamp()).toString(),
                                Instant.ofEpochMilli(each.deviceTimestamp()).toString()
                            })
                            .toList());
            if (commitSeconds > 0) {
                System.out.println("COMMITTING");
                Database.select(connection, "select pg_sleep(?)", row -> 1, commitSeconds);
            }
            return true;
        }));
    }

    @Override
    public Removed remove(Collection<String> devices, Instant until) {
        long rows = run(() ->
                database.update("delete from public.cold where device_id = any (?) and time < ?", devices, until));
        return new Removed(Map.of("telemetry", rows), until.plusSeconds(3600));
    }

    void removeSome(int count) throws SQLException {
        database.update(
                "delete from public.cold where id in (select id from public.cold order by time, id limit ?)", count);
    }

    List<String> ids() throws SQLException {
        return database.select("select id from public.cold", row -> row.getString(1));
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private static <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }
}
