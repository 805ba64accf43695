package hub.master.sync;

import hub.master.mapping.MappedRow.Fate;
import hub.master.mapping.MappingBook;
import hub.master.mapping.RowProblem;
import hub.master.mapping.TableMapping;
import hub.master.mapping.Target;
import hub.message.MasterChange;
import hub.message.MasterChange.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes master data equal to what legacy systems tell: a batch in one transaction, in the order of its positions, any number of
 * times with the same result. Rows that cannot be taken wait and stop nobody else.
 */
public final class ChangeApplier {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeApplier.class);
    private static final int RETRIED_AT_ONCE = 1000;

    private final DataSource database;
    private final MappingBook book;
    private final SourceTables tables;
    private final Clock clock;

    /**
     * @param database the warm store with schema {@code master}
     * @param book the mappings in force
     */
    public ChangeApplier(DataSource database, MappingBook book, Clock clock) {
        this.database = database;
        this.book = book;
        this.tables = new SourceTables();
        this.clock = clock;
    }

    /**
     * Applies a batch.
     *
     * @throws LostSource when somebody else reads the source meanwhile; nothing was done then
     */
    public AppliedBatch apply(ChangeBatch batch) throws SQLException {
        try {
            return Sql.inTransaction(database, connection -> applyAll(connection, batch));
        } catch (SQLException refused) {
            if (!isAboutARow(refused)) {
                throw refused;
            }
            tables.forget();
            return oneByOne(batch);
        }
    }

    /** Tries the rows again that wait for a parent, a better mapping, or a part that was not told, whatever source they are from. */
    public AppliedBatch retry() throws SQLException {
        List<MasterChange> waiting = Sql.inTransaction(database, connection -> {
            List<MasterChange> rows = new ArrayList<>();
            for (WaitingRows.Kind kind : WaitingRows.Kind.values()) {
                rows.addAll(WaitingRows.oldest(connection, kind, RETRIED_AT_ONCE));
            }
            return rows;
        });
        Map<String, List<MasterChange>> bySource = new TreeMap<>();
        waiting.forEach(change -> bySource.computeIfAbsent(change.source(), none -> new ArrayList<>())
                .add(change));
        AppliedBatch sum = AppliedBatch.NOTHING;
        for (Map.Entry<String, List<MasterChange>> source : bySource.entrySet()) {
            sum = sum.plus(apply(new ChangeBatch(source.getKey(), "", source.getValue())));
        }
        return sum;
    }

    /** Reads rows of a source. */
    interface Reading {
        List<MasterChange> rows() throws SQLException;
    }

    /** Applies rows that are read while no change of the source is applied, so that they are newer than all that was. */
    AppliedBatch applyRead(String source, Reading reading) throws SQLException {
        return Sql.inTransaction(database, connection -> {
            SyncSources.lock(connection, source);
            return applyAll(connection, new ChangeBatch(source, "", reading.rows()));
        });
    }

    /** Takes out rows that the source has no more, unless there is newer news of them; technicians are handed on. */
    AppliedBatch takeVanished(String source, TableMapping mapping, Map<String, Long> positions) throws SQLException {
        if (positions.isEmpty()) {
            return AppliedBatch.NOTHING;
        }
        return Sql.inTransaction(database, connection -> {
            SyncSources.lock(connection, source);
            List<String> gone = RowGuard.takeUnchanged(connection, mapping, source, positions);
            if (mapping.target() == Target.TECHNICIAN) {
                return AppliedBatch.ofTechnicians(gone.stream()
                        .map(key -> Map.<String, Object>of(Target.TECHNICIAN.key(), key, "fate", "removed"))
                        .toList());
            }
            new TargetTable(mapping.target()).remove(connection, gone, removal(mapping), clock.instant());
            return new AppliedBatch(gone.size(), 0, 0, 0, 0, List.of());
        });
    }

    private AppliedBatch applyAll(Connection connection, ChangeBatch batch) throws SQLException {
        Instant now = clock.instant();
        int epoch = SyncSources.epoch(connection, batch);
        BatchWork work = new BatchWork(connection, book, epoch, now);
        for (MasterChange change : batch.changes()) {
            take(work, change);
        }
        work.flush();
        tables.see(connection, batch, book, now);
        AppliedBatch applied = work.result();
        SyncSources.applied(connection, batch, applied, now);
        return applied;
    }

    private void take(BatchWork work, MasterChange change) throws SQLException {
        Optional<TableMapping> mapping = book.find(change.table());
        if (mapping.isEmpty()) {
            work.unmapped();
            return;
        }
        if (change.operation() == Operation.TRUNCATE) {
            work.flush();
            work.truncate(mapping.get(), change);
            return;
        }
        try {
            work.take(mapping.get(), change);
        } catch (RowProblem problem) {
            work.wait(change, WaitingRows.Kind.VALUE, problem.getMessage());
        } catch (IllegalArgumentException | IndexOutOfBoundsException | java.time.DateTimeException unforeseen) {
            work.wait(change, WaitingRows.Kind.VALUE, "the row cannot be mapped: " + unforeseen);
        }
    }

    private static boolean isAboutARow(SQLException refused) {
        String state = refused.getSQLState() == null ? "" : refused.getSQLState();
        return state.startsWith("22") || state.startsWith("23");
    }

    /** Some row is refused by the database itself: the others go on, that one waits. */
    private AppliedBatch oneByOne(ChangeBatch batch) throws SQLException {
        AppliedBatch sum = AppliedBatch.NOTHING;
        for (MasterChange change : batch.changes()) {
            ChangeBatch one = new ChangeBatch(batch.source(), batch.holder(), List.of(change));
            try {
                sum = sum.plus(Sql.inTransaction(database, connection -> applyAll(connection, one)));
            } catch (SQLException refused) {
                if (!isAboutARow(refused)) {
                    throw refused;
                }
                LOG.warn("a row of {} is refused: {}", change.table(), refused.getMessage());
                sum = sum.plus(Sql.inTransaction(database, connection -> {
                    int epoch = SyncSources.epoch(connection, one);
                    BatchWork work = new BatchWork(connection, book, epoch, clock.instant());
                    work.wait(change, WaitingRows.Kind.VALUE, refused.getMessage());
                    return work.result();
                }));
            }
        }
        return sum;
    }

    /** What becomes of deleted rows of a mapping that says nothing about it. */
    static Fate removal(TableMapping mapping) {
        return mapping.whenDeleted() == Fate.IGNORED ? mapping.fateOfDropped() : mapping.whenDeleted();
    }
}
