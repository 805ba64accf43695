package hub.adapters.analytics;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Sums products up over the days of customers, each in his own time zone, once a day is over and again whenever late readings, or
 * what is known of who had a device when, change it.
 */
public final class CustomerAggregates {

    private static final Duration FUTURE = Duration.ofDays(3650);

    private final Database warm;
    private final PlacedDevices placed;
    private final ColdReadings cold;
    private final Clock clock;

    /** @param warm the warm store, with schema {@code analytics} */
    public CustomerAggregates(DataSource warm, PlacedDevices placed, ColdReadings cold, Clock clock) {
        this.warm = new Database(warm);
        this.placed = placed;
        this.cold = cold;
        this.clock = clock;
    }

    /** Computes and writes all days that are due; they stay due until {@link #finish}. */
    public CustomerDays compute() throws Exception {
        Instant now = clock.instant();
        Tenures tenures = new Tenures(placed.between(Instant.EPOCH, now.plus(FUTURE)));
        DueDays due = new DueDays(tenures, now.toEpochMilli());
        warm.inTransaction(connection -> {
            due.readMoves(connection);
            due.readMarks(connection);
            return due;
        });
        List<CustomerDay> written = new ArrayList<>();
        for (Map.Entry<CustomerDay, ZoneId> day : due.due().entrySet()) {
            compute(day.getKey(), day.getValue(), tenures);
            written.add(day.getKey());
        }
        return new CustomerDays(written, due);
    }

    private void compute(CustomerDay day, ZoneId zone, Tenures tenures) throws Exception {
        DayParts parts = new DayParts();
        long begins = day.begins(zone);
        long ends = day.ends(zone);
        tenures.ofCustomer(day.customerId()).forEach(had -> {
            if (had.getValue().touches(begins, ends)) {
                parts.add(
                        had.getKey(),
                        Math.max(begins, had.getValue().from()),
                        Math.min(ends, had.getValue().until()));
            }
        });
        inTransaction(connection -> {
            // Counted and cold must speak of the same snapshot; what is counted in between makes the day due again.
            long snapshot = CountedSnapshot.read(connection);
            parts.readHours(connection, day.productId());
            parts.readPieces(connection, day.productId(), snapshot, cold);
            CustomerDayRows.replace(connection, day, parts, clock.instant());
        });
    }

    private interface Work {
        void on(Connection connection) throws Exception;
    }

    /** A transaction whose work may also fail at the cold store. */
    private void inTransaction(Work work) throws Exception {
        try (Connection connection = warm.source().getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.on(connection);
                connection.commit();
            } catch (Exception problem) {
                connection.rollback();
                throw problem;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Notes that days are computed and what follows from them is done; what changed meanwhile stays due. */
    public int finish(CustomerDays computed) throws SQLException {
        return warm.inTransaction(connection -> {
            TenureRows.write(connection, computed.moved());
            CustomerDayRows.clear(connection, computed.seen());
            return computed.days().size();
        });
    }
}
