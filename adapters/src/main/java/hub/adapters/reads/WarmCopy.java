package hub.adapters.reads;

import hub.adapters.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;

/**
 * A streaming replica of PostgreSQL. How far it is says the position it has replayed, compared with positions of the store
 * noted before: an idle store makes no lag, and no two clocks are compared. While the store is away its replica is as fresh as
 * anything can be.
 */
final class WarmCopy implements Copy {

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final String WRITTEN = "select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint";
    private static final String REPLAYED = "select ((case when pg_is_in_recovery() then pg_last_wal_replay_lsn()"
            + " else pg_current_wal_insert_lsn() end) - '0/0'::pg_lsn)::bigint";

    private final Database store;
    private final Database replica;
    private final Deque<Mark> marks = new ArrayDeque<>();

    private record Mark(Instant at, long position) {}

    WarmCopy(DataSource store, DataSource replica) {
        this.store = new Database(store);
        this.replica = new Database(replica);
    }

    @Override
    public synchronized Instant reflects(Instant now) throws SQLException {
        boolean storeAnswers = mark(now);
        long replayed = position(replica, REPLAYED);
        while (marks.size() > 1 && isPassed(replayed) || !marks.isEmpty() && isForgotten(now)) {
            marks.removeFirst();
        }
        if (marks.isEmpty() || marks.getFirst().position() > replayed) {
            return marks.isEmpty() ? now : marks.getFirst().at().minus(REMEMBERED);
        }
        return storeAnswers ? marks.getFirst().at() : now;
    }

    private boolean mark(Instant now) {
        try {
            marks.addLast(new Mark(now, position(store, WRITTEN)));
            return true;
        } catch (SQLException away) {
            return false;
        }
    }

    /** Whether the replica has passed the second mark, so that the first says nothing any more. */
    private boolean isPassed(long replayed) {
        return marks.stream().skip(1).findFirst().orElseThrow().position() <= replayed;
    }

    private boolean isForgotten(Instant now) {
        return marks.getFirst().at().isBefore(now.minus(REMEMBERED));
    }

    private static long position(Database database, String query) throws SQLException {
        return database.select(query, row -> row.getLong(1)).get(0);
    }
}
