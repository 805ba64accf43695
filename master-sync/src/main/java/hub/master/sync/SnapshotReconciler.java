package hub.master.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.master.mapping.MappingBook;
import hub.master.mapping.TableMapping;
import hub.master.mapping.Target;
import hub.message.MasterChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares master data with the legacy tables by counts and hashes, tells where they differ and repairs it, while changes go on. A repair
 * reads the row while the changes of its source are held, so that no newer news is ever overwritten.
 */
public final class SnapshotReconciler {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotReconciler.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 500;
    private static final int ALL = 100;
    private static final Duration CATCH_UP = Duration.ofSeconds(20);

    private final DataSource database;
    private final LegacySource legacy;
    private final MappingBook book;
    private final ChangeApplier applier;
    private final Clock clock;

    /** @param database the warm store with schema {@code master} */
    public SnapshotReconciler(
            DataSource database, LegacySource legacy, MappingBook book, ChangeApplier applier, Clock clock) {
        this.database = database;
        this.legacy = legacy;
        this.book = book;
        this.applier = applier;
        this.clock = clock;
    }

    /**
     * Compares all tables and repairs what differs; technicians are handed on instead, see {@link #technicians()}.
     *
     * @return how many rows differed
     */
    public synchronized long reconcile() throws SQLException {
        Instant run = clock.instant();
        long differing = 0;
        for (TableMapping mapping : book.all()) {
            if (mapping.target() != Target.TECHNICIAN && mapping.isOf(legacy.name())) {
                differing += reconcile(mapping, run);
            }
        }
        Sql.update(database, "update master.sync_source set reconcile = false where source = ?", legacy.name());
        return differing;
    }

    /** Reads all technicians anew, and finds those that vanished; who keeps them tells how many were not so before. */
    public AppliedBatch technicians() throws SQLException {
        AppliedBatch all = AppliedBatch.NOTHING;
        for (TableMapping mapping : technicianTables()) {
            CompleteReading reading = CompleteReading.begin(database, legacy.name(), mapping);
            try (Connection source = legacy.database().getConnection()) {
                all = all.plus(applier.applyRead(legacy.name(), () -> {
                    List<MasterChange> rows = new ArrayList<>();
                    new SourceRows(source, legacy.name(), mapping).each(rows::addAll);
                    rows.forEach(reading::saw);
                    return rows;
                }));
            }
            all = all.plus(reading.end(applier, ALL));
        }
        return all;
    }

    private List<TableMapping> technicianTables() {
        return book.all().stream()
                .filter(mapping -> mapping.target() == Target.TECHNICIAN && mapping.isOf(legacy.name()))
                .toList();
    }

    /** Keeps what comparing technicians found. */
    public void tellTechnicians(AppliedBatch read, int repaired) throws SQLException {
        TableDrift drift = new TableDrift();
        drift.rowsSource = read.technicians().stream()
                .filter(each -> "kept".equals(each.get("fate")))
                .count();
        drift.vanished = read.technicians().size() - drift.rowsSource;
        drift.rowsHub = drift.rowsSource;
        drift.waiting = read.waiting();
        drift.repaired = repaired;
        drift.different = Math.max(0, repaired - drift.vanished);
        for (TableMapping mapping : technicianTables()) {
            keep(mapping, drift, clock.instant(), 0);
        }
    }

    private long reconcile(TableMapping mapping, Instant run) throws SQLException {
        long begin = System.nanoTime();
        try (Connection hub = database.getConnection();
                Connection source = legacy.database().getConnection()) {
            TableComparison comparison = new TableComparison(hub, source, legacy.name(), mapping);
            try {
                comparison.run();
                repair(comparison, mapping);
            } catch (SQLException problem) {
                comparison.drift.problem = problem.getMessage();
                LOG.warn("{} cannot be compared: {}", mapping.table(), problem.getMessage());
            }
            TableDrift drift = comparison.drift;
            keep(mapping, drift, run, (System.nanoTime() - begin) / 1_000_000);
            if (!drift.isEqual()) {
                LOG.warn(
                        "{}: {} rows were missing, {} different, {} in the hub only; {} are repaired",
                        mapping.table(),
                        drift.missing,
                        drift.different,
                        drift.vanished,
                        drift.repaired);
            }
            return drift.missing + drift.different + drift.vanished;
        }
    }

    private void repair(TableComparison comparison, TableMapping mapping) throws SQLException {
        if (comparison.suspects.isEmpty() && comparison.unseen.isEmpty()) {
            return;
        }
        awaitCatchUp();
        List<MasterChange> suspects = comparison.suspects;
        for (int from = 0; from < suspects.size(); from += AT_ONCE) {
            List<MasterChange> some = suspects.subList(from, Math.min(from + AT_ONCE, suspects.size()));
            AppliedBatch applied = applier.applyRead(legacy.name(), () -> comparison.confirm(some));
            comparison.drift.repaired += applied.applied();
        }
        comparison.drift.vanished =
                applier.takeVanished(legacy.name(), mapping, comparison.unseen).applied();
        comparison.drift.repaired += comparison.drift.vanished;
    }

    /** What is on its way is no drift: a heartbeat that the source wrote after the comparison has to arrive first. */
    private void awaitCatchUp() throws SQLException {
        Instant now = clock.instant();
        long until = System.nanoTime() + CATCH_UP.toNanos();
        while (System.nanoTime() < until
                && !Sql.select(
                                database,
                                "select 1 from master.sync_source where source = ? and state = 'following'"
                                        + " and held_until > ? and source_time < ?",
                                row -> row.getInt(1),
                                legacy.name(),
                                now,
                                now)
                        .isEmpty()) {
            try {
                Thread.sleep(200);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Reads rows of which only a part was told. */
    public void completeParts() throws SQLException {
        List<MasterChange> parts = new ArrayList<>(Sql.inTransaction(
                database, connection -> WaitingRows.oldest(connection, WaitingRows.Kind.INCOMPLETE, AT_ONCE)));
        parts.removeIf(part -> !part.source().equals(legacy.name()));
        for (MasterChange part : parts) {
            TableMapping mapping = book.find(part.table()).orElse(null);
            if (mapping != null) {
                try (Connection source = legacy.database().getConnection()) {
                    SourceRows rows = new SourceRows(source, legacy.name(), mapping);
                    applier.applyRead(legacy.name(), () -> rows.find(part.keys()));
                }
            }
        }
    }

    private void keep(TableMapping mapping, TableDrift drift, Instant run, long millis) throws SQLException {
        Sql.update(
                database,
                "insert into master.sync_drift (run_at, source, name, target, rows_source, rows_hub, ranges, differing, missing,"
                        + " different, vanished, waiting, repaired, hash_source, hash_hub, samples, problem, took_ms)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)",
                run,
                legacy.name(),
                mapping.table(),
                mapping.target().word(),
                drift.rowsSource,
                drift.rowsHub,
                drift.ranges,
                drift.differing,
                drift.missing,
                drift.different,
                drift.vanished,
                drift.waiting,
                drift.repaired,
                Long.toHexString(drift.hashSource),
                Long.toHexString(drift.hashHub),
                samples(drift),
                drift.problem,
                millis);
    }

    private static String samples(TableDrift drift) {
        try {
            return JSON.writeValueAsString(drift.samples);
        } catch (JsonProcessingException impossible) {
            return "[]";
        }
    }
}
