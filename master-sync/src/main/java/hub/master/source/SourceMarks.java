package hub.master.source;

import hub.master.sync.Sql;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** How far each source was read, and when it is to be asked again after it failed; kept in the warm store. */
final class SourceMarks {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 8;

    private final DataSource database;
    private final Clock clock;

    SourceMarks(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What is remembered.
     *
     * @param mark how far it was read; empty before the first row
     * @param etag of the last complete answer, or empty
     */
    record Remembered(Optional<Mark> mark, String etag) {}

    /** Empty while the source is left alone. */
    Optional<Remembered> find(String source) throws SQLException {
        Instant now = clock.instant();
        Remembered nothing = new Remembered(Optional.empty(), "");
        return Sql.select(
                        database,
                        "select mark, etag, next_at > ? from master.source_mark where source = ?",
                        row -> row.getBoolean(3)
                                ? Optional.<Remembered>empty()
                                : Optional.of(new Remembered(
                                        Optional.of(row.getString(1))
                                                .filter(text -> !text.isEmpty())
                                                .map(Mark::restored),
                                        row.getString(2))),
                        now,
                        source)
                .stream()
                .findFirst()
                .orElse(Optional.of(nothing));
    }

    /** Remembers how far the source was read, after its rows were applied. */
    void keep(String source, Mark mark) throws SQLException {
        Sql.update(
                database,
                "insert into master.source_mark as m (source, mark, updated_at) values (?, ?, ?)"
                        + " on conflict (source) do update set mark = excluded.mark, updated_at = excluded.updated_at"
                        + " where m.mark <> excluded.mark",
                source,
                mark.stored(),
                clock.instant());
    }

    /** A round ended well. */
    void succeeded(String source, String etag) throws SQLException {
        Sql.update(
                database,
                "insert into master.source_mark as m (source, etag, rounds) values (?, ?, 1)"
                        + " on conflict (source) do update set etag = excluded.etag, failures = 0, rounds = m.rounds + 1,"
                        + " next_at = '-infinity'",
                source,
                etag);
    }

    /** A round failed: the source is left alone for a while, longer each time, or as long as it wants. */
    Duration failed(String source, Duration wanted) throws SQLException {
        int failures = Sql.select(
                        database,
                        "insert into master.source_mark as m (source, failures) values (?, 1)"
                                + " on conflict (source) do update set failures = m.failures + 1 returning failures",
                        row -> row.getInt(1),
                        source)
                .get(0);
        Duration own = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration wait = wanted.compareTo(own) > 0 ? wanted : own;
        Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        Sql.update(
                database,
                "update master.source_mark set next_at = ? where source = ?",
                clock.instant().plus(bounded),
                source);
        return bounded;
    }
}
