package hub.adapters.analytics;

import hub.adapters.Database;
import hub.message.Telemetry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Counts what the cold store has committed, each reading once: the parts and the snapshot they reach to are written in one
 * transaction, so a hub that is killed anywhere goes on where the last transaction ended.
 */
public final class Aggregates {

    /** Readings whose parts are in memory at a time. */
    private static final int BATCH = 20_000;

    private final Database warm;
    private final Clock clock;
    private final Counter counted;

    /** @param warm the warm store, with schema {@code analytics} */
    public Aggregates(DataSource warm, MeterRegistry meters, Clock clock) {
        this.warm = new Database(warm);
        this.clock = clock;
        this.counted = Counter.builder("hub.aggregate.readings")
                .description("Readings counted into aggregates")
                .register(meters);
    }

    /** The snapshot of the cold store up to which everything is counted, 0 before the first. */
    public long position() throws SQLException {
        return warm.inTransaction(CountedSnapshot::read);
    }

    /**
     * Counts the readings of one snapshot.
     *
     * @return whether they are counted now; if not, another hub was faster and has counted them
     */
    public boolean apply(AddedReadings added) throws SQLException {
        Instant now = clock.instant();
        AtomicInteger readings = new AtomicInteger();
        boolean applied = warm.inTransaction(connection -> {
            if (CountedSnapshot.hold(connection, now) != added.after()) {
                return false;
            }
            try {
                added.batches().forEachBatch(BATCH, batch -> readings.addAndGet(add(connection, batch)));
            } catch (UncheckedSqlException problem) {
                throw problem.getCause();
            }
            CountedSnapshot.move(connection, added.snapshotId(), readings.get(), now);
            return true;
        });
        if (applied) {
            counted.increment(readings.get());
        }
        return applied;
    }

    private static int add(Connection connection, List<Telemetry> batch) {
        try {
            Map<PartKey, Part> parts = ReadingParts.of(batch);
            PartRows.add(connection, parts);
            ChangeMarks.set(connection, parts.keySet());
            return batch.size();
        } catch (SQLException problem) {
            throw new UncheckedSqlException(problem);
        }
    }

    /** Carries a failure through somebody else's loop. */
    private static final class UncheckedSqlException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient SQLException problem;

        UncheckedSqlException(SQLException problem) {
            super(problem);
            this.problem = problem;
        }

        @Override
        public synchronized SQLException getCause() {
            return problem;
        }
    }
}
