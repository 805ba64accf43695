package hub.adapters.cold;

import hub.adapters.Database;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the cold tables tidy: merges small files, forgets old states, removes what nobody knows; one hub does it at a time. */
public final class ColdCare {
    private static final Logger LOG = LoggerFactory.getLogger(ColdCare.class);
    private static final long LOCK = 0x636f6c6463617265L;
    private static final Duration BETWEEN_ORPHANS = Duration.ofHours(24);
    private static final int MONTHS_A_YEAR = 12;
    private static final int FIRST_YEAR = 1970;

    private final Warehouse warehouse;
    private final Database database;
    private final Clock clock;
    private volatile Map<String, Object> last = Map.of();
    private Instant orphansAt = Instant.MIN;

    public ColdCare(ColdStore store, DataSource warm, Clock clock) {
        this.warehouse = store.warehouse();
        this.database = new Database(warm);
        this.clock = clock;
    }

    /**
     * One round over all tables; does nothing while another hub tidies.
     *
     * @return by table: files merged, into how many, rows, snapshots forgotten, orphans removed
     */
    public synchronized Map<String, Object> tidy() throws SQLException {
        Map<String, Object> done = database.inTransaction(connection -> {
            boolean mine = Database.select(
                            connection, "select pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), LOCK)
                    .get(0);
            return mine ? tidyAll() : Map.of();
        });
        if (!done.isEmpty()) {
            last = done;
        }
        return done;
    }

    /** What the last round of this hub did. */
    public Map<String, Object> last() {
        return last;
    }

    private Map<String, Object> tidyAll() {
        Instant now = clock.instant();
        boolean orphans = orphansAt.isBefore(now.minus(BETWEEN_ORPHANS));
        Map<String, Object> tables = new LinkedHashMap<>();
        for (ColdTable table : List.of(ColdTable.values())) {
            Map<String, Object> figures = tidy(table, now, orphans);
            tables.put(table.sqlName(), figures);
        }
        orphansAt = orphans ? now : orphansAt;
        LOG.debug("Tidied {}", tables);
        return Map.of("at", now.toString(), "tables", tables);
    }

    private Map<String, Object> tidy(ColdTable table, Instant now, boolean orphans) {
        ColdSettings.Care care = warehouse.settings().care();
        TableCare.Merged merged = new TableCare(warehouse, table).compact(open(table, now));
        Leftovers leftovers = new Leftovers(warehouse, table);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("filesMerged", merged.files());
        figures.put("into", merged.into());
        figures.put("rows", merged.rows());
        figures.put("snapshotsForgotten", leftovers.expire(now.minus(care.keepSnapshots())));
        figures.put("orphansRemoved", orphans ? leftovers.removeOrphans(now.minus(care.orphanAge())) : 0);
        return figures;
    }

    private static int open(ColdTable table, Instant now) {
        var date = now.atZone(ZoneOffset.UTC).toLocalDate();
        return table.isByMonth()
                ? (date.getYear() - FIRST_YEAR) * MONTHS_A_YEAR + date.getMonthValue() - 1
                : (int) date.toEpochDay();
    }
}
