package hub.adapters.cold;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds rows to a table in one commit, once: what the table has already is left out, and a commit that another hub's commit overtook is
 * made again on top of it.
 */
final class Appender<R extends ColdRow> {
    /** In a snapshot's summary: what the snapshot did. */
    static final String DEED = "hub.deed";

    static final String APPEND = "append";
    static final String COMPACT = "compact";
    static final String REMOVE = "remove";

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);
    private static final int ATTEMPTS = 8;

    private final Warehouse warehouse;
    private final ColdTable which;
    private final RowShape<R> shape;

    Appender(Warehouse warehouse, ColdTable which, RowShape<R> shape) {
        this.warehouse = warehouse;
        this.which = which;
        this.shape = shape;
    }

    /**
     * Adds rows as fast as it goes.
     *
     * @param reached how far in the stream they are; nothing for rows that come from elsewhere
     * @return how many rows were new
     */
    int append(List<R> rows, Positions reached) {
        return append(rows, reached, false);
    }

    /**
     * Adds rows.
     *
     * @param reached how far in the stream they are; nothing for rows that come from elsewhere
     * @param unhurried whether to leave the processors to others half of the time
     * @return how many rows were new
     */
    int append(List<R> rows, Positions reached, boolean unhurried) {
        for (int attempt = 1; ; attempt++) {
            Table table = warehouse.fresh(which);
            RowFiles files = new RowFiles(table);
            try {
                return append(table, files, rows, reached, unhurried);
            } catch (CommitStateUnknownException unknown) {
                LOG.warn(
                        "Whether {} took a commit is not known, looking again: {}",
                        which.sqlName(),
                        unknown.getMessage());
                giveUpAfter(attempt, unknown);
            } catch (ValidationException | CommitFailedException overtaken) {
                files.discard();
                LOG.info("Another commit to {} was faster, doing ours on top of it", which.sqlName());
                giveUpAfter(attempt, overtaken);
            } catch (RuntimeException | Error problem) {
                files.discard();
                throw problem;
            }
        }
    }

    private static void giveUpAfter(int attempt, RuntimeException problem) {
        if (attempt >= ATTEMPTS) {
            throw problem;
        }
    }

    private int append(Table table, RowFiles files, List<R> rows, Positions reached, boolean unhurried) {
        Snapshot before = table.currentSnapshot();
        Positions known = Positions.of(table);
        List<R> fresh = new ArrayList<>(rows);
        fresh.removeIf(row -> known.covers(row.position(), row.arrival()));
        Duplicates duplicates = new Duplicates(which, table);
        List<List<R>> groups = RowOrder.groups(fresh).stream()
                .map(duplicates::without)
                .filter(group -> !group.isEmpty())
                .toList();
        if (!groups.isEmpty()) {
            write(table, files, groups, unhurried);
            known.add(reached);
            commit(table, before, files.written(), known);
        }
        return groups.stream().mapToInt(List::size).sum();
    }

    private void write(Table table, RowFiles files, List<List<R>> groups, boolean unhurried) {
        List<Schema> schemas = shape.schemas(table, groups);
        for (int at = 0; at < schemas.size(); at++) {
            List<R> group = groups.get(at);
            files.write(
                    schemas.get(at),
                    group.get(0).partition(),
                    group.size(),
                    unhurried ? new UnhurriedRows<>(group) : group);
        }
    }

    private static void commit(Table table, Snapshot before, List<DataFile> files, Positions reached) {
        OverwriteFiles append = table.newOverwrite()
                .conflictDetectionFilter(Expressions.alwaysTrue())
                .validateNoConflictingData()
                .set(DEED, APPEND)
                .set(Positions.SUMMARY, reached.toString());
        if (before != null) {
            append.validateFromSnapshot(before.snapshotId());
        }
        files.forEach(append::addFile);
        append.commit();
    }
}
