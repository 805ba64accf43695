package hub.master.sync;

import hub.message.MasterChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** What is kept of each source: who follows it, how far, and where to go on. */
public final class SyncSources {

    private final DataSource database;
    private final Clock clock;

    /** @param database the warm store with schema {@code master} */
    public SyncSources(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Takes the source, or keeps it; only one hub at a time has it.
     *
     * @return whether this hub has it now
     */
    public boolean hold(String source, String holder, Duration lease) throws SQLException {
        Instant now = clock.instant();
        return !Sql.select(
                        database,
                        "insert into master.sync_source as s (source, holder, held_until) values (?, ?, ?)"
                                + " on conflict (source) do update set holder = excluded.holder, held_until = excluded.held_until"
                                + " where s.holder = excluded.holder or s.held_until < ? returning 1",
                        row -> row.getInt(1),
                        source,
                        holder,
                        now.plus(lease),
                        now)
                .isEmpty();
    }

    /** Lets another hub have it at once. */
    public void release(String source, String holder) throws SQLException {
        Sql.update(
                database,
                "update master.sync_source set held_until = '-infinity', holder = '', state = 'stopped'"
                        + " where source = ? and holder = ?",
                source,
                holder);
    }

    /** Keeps how the source is: a word, and what is wrong with it or nothing. */
    public void state(String source, String state, String problem) throws SQLException {
        Sql.update(
                database,
                "update master.sync_source set state = ?, problem = ? where source = ? and (state, problem) <> (?, ?)",
                state,
                problem,
                source,
                state,
                problem);
    }

    /** The places where reading goes on; empty before the first time. */
    public List<SavedOffset> offsets(String source) throws SQLException {
        return Sql.select(
                database,
                "select part, position from master.sync_offset where source = ?",
                row -> new SavedOffset(row.getBytes(1), row.getBytes(2)),
                source);
    }

    /** Keeps where reading goes on; to be called after what came before was applied. */
    public void save(String source, String holder, List<SavedOffset> offsets) throws SQLException {
        Sql.inTransaction(database, connection -> {
            requireHolder(connection, source, holder);
            for (SavedOffset offset : offsets) {
                Sql.update(
                        connection,
                        "insert into master.sync_offset (source, part, position) values (?, ?, ?)"
                                + " on conflict (source, part) do update set position = excluded.position",
                        source,
                        offset.part(),
                        offset.position());
            }
            return true;
        });
    }

    /** Forgets where reading stood: all is read anew, and what vanished meanwhile is looked for afterwards. */
    public void startOver(String source) throws SQLException {
        Sql.inTransaction(database, connection -> {
            Sql.update(connection, "delete from master.sync_offset where source = ?", source);
            Sql.update(
                    connection,
                    "update master.sync_table set state = 'waiting', rows_read = 0 where source = ?",
                    source);
            return Sql.update(
                    connection,
                    "update master.sync_source set epoch = epoch + 1, position = 0, reconcile = true, snapshot_from = null,"
                            + " snapshot_until = null where source = ?",
                    source);
        });
    }

    /** Keeps about how many rows the tables have, so that progress can be told. */
    public void expect(String source, Map<String, Long> sizes) throws SQLException {
        for (Map.Entry<String, Long> size : sizes.entrySet()) {
            Sql.update(
                    database,
                    "insert into master.sync_table as t (source, name, rows_about) values (?, ?, ?)"
                            + " on conflict (source, name) do update set rows_about = excluded.rows_about",
                    source,
                    size.getKey(),
                    size.getValue());
        }
    }

    /** Marks the beginning of reading all rows. */
    public void snapshotBegins(String source) throws SQLException {
        Sql.update(
                database,
                "update master.sync_source set snapshot_from = ?, snapshot_until = null where source = ?",
                clock.instant(),
                source);
        Sql.update(database, "update master.sync_table set rows_read = 0 where source = ?", source);
    }

    /** Marks that all rows were read. */
    public void snapshotEnds(String source) throws SQLException {
        Sql.update(
                database,
                "update master.sync_source set snapshot_until = ? where source = ? and snapshot_until is null",
                clock.instant(),
                source);
        Sql.update(database, "update master.sync_table set state = 'followed' where source = ?", source);
    }

    /** Keeps how large the slot of the source is. */
    public void slot(String source, Optional<LegacySource.Slot> slot) throws SQLException {
        Sql.update(
                database,
                "update master.sync_source set slot_bytes = ?, slot_state = ? where source = ?",
                slot.map(LegacySource.Slot::retainedBytes).orElse(0L),
                slot.map(LegacySource.Slot::walState).orElse("none"),
                source);
    }

    /** Whether all rows were read and this hub follows the changes. */
    public boolean isFollowed(String source, String holder) throws SQLException {
        return !Sql.select(
                        database,
                        "select 1 from master.sync_source where source = ? and holder = ? and snapshot_until is not null",
                        row -> row.getInt(1),
                        source,
                        holder)
                .isEmpty();
    }

    /**
     * Whether the tables are to be compared now: because rows may have vanished unseen, or because it is time.
     *
     * @param night when they are compared each day, UTC
     */
    public boolean needsReconcile(String source, LocalTime night) throws SQLException {
        Instant now = clock.instant();
        Instant today = now.atZone(ZoneOffset.UTC).toLocalDate().atTime(night).toInstant(ZoneOffset.UTC);
        Instant due = today.isAfter(now) ? today.minus(Duration.ofDays(1)) : today;
        return !Sql.select(
                        database,
                        "select 1 from master.sync_source s where source = ? and snapshot_until is not null and (reconcile"
                                + " or (snapshot_until < ? and not exists"
                                + " (select from master.sync_drift d where d.source = s.source and d.run_at >= ?)))",
                        row -> row.getInt(1),
                        source,
                        due,
                        due)
                .isEmpty();
    }

    /** The source's epoch, within a batch; refuses when somebody else reads the source. */
    static int epoch(Connection connection, ChangeBatch batch) throws SQLException {
        if (!batch.holder().isEmpty()) {
            return requireHolder(connection, batch.source(), batch.holder());
        }
        Sql.update(
                connection,
                "insert into master.sync_source (source) values (?) on conflict do nothing",
                batch.source());
        return Sql.select(
                        connection,
                        "select epoch from master.sync_source where source = ?",
                        row -> row.getInt(1),
                        batch.source())
                .get(0);
    }

    /** Lets no batch of the source through until the transaction ends. */
    static void lock(Connection connection, String source) throws SQLException {
        Sql.select(connection, "select 1 from master.sync_source where source = ? for update", row -> true, source);
    }

    private static int requireHolder(Connection connection, String source, String holder) throws SQLException {
        List<Integer> epoch = Sql.select(
                connection,
                "select epoch from master.sync_source where source = ? and holder = ? for update",
                row -> row.getInt(1),
                source,
                holder);
        if (epoch.isEmpty()) {
            throw new LostSource(source);
        }
        return epoch.get(0);
    }

    static void applied(Connection connection, ChangeBatch batch, AppliedBatch applied, Instant now)
            throws SQLException {
        long position =
                batch.changes().stream().mapToLong(MasterChange::position).max().orElse(0);
        Optional<Instant> at = batch.changes().stream()
                .map(MasterChange::at)
                .filter(time -> time > 0)
                .max(Long::compare)
                .map(Instant::ofEpochMilli);
        Sql.update(
                connection,
                "update master.sync_source set position = greatest(position, ?), applied_at = ?,"
                        + " source_time = greatest(source_time, ?::timestamptz), applied = applied + ?, stale = stale + ?,"
                        + " dropped = dropped + ?, unmapped = unmapped + ? where source = ?",
                position,
                now,
                at.map(String::valueOf).orElse(null),
                applied.applied(),
                applied.stale(),
                applied.dropped(),
                applied.unmapped(),
                batch.source());
    }

    /**
     * Where reading goes on, as the reader wrote it.
     *
     * @param part of the source
     * @param position in it
     */
    public record SavedOffset(byte[] part, byte[] position) {}
}
