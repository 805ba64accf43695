package hub.master.sync;

import hub.master.mapping.RowProblem;
import hub.master.mapping.TableMapping;
import hub.message.MasterChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A reading of all rows of a table: what the hub has from there and the source did not tell any more is gone. Nobody may apply other
 * changes of the source meanwhile.
 */
public final class CompleteReading {

    private static final int ALWAYS_ALLOWED = 10;

    private final String source;
    private final TableMapping mapping;
    private final Map<String, Long> unseen;
    private final int known;
    private String unreadable = "";

    private CompleteReading(String source, TableMapping mapping, Map<String, Long> unseen) {
        this.source = source;
        this.mapping = mapping;
        this.unseen = unseen;
        this.known = unseen.size();
    }

    /** Begins with what the hub has. */
    public static CompleteReading begin(DataSource database, String source, TableMapping mapping) throws SQLException {
        try (Connection connection = database.getConnection()) {
            String origin = source + ":" + mapping.table();
            return new CompleteReading(
                    source, mapping, new HubRows(connection, mapping.target(), origin, List.of()).keys());
        }
    }

    /** The source told this row. */
    public void saw(MasterChange change) {
        try {
            unseen.remove(mapping.key(change.data()));
        } catch (RowProblem problem) {
            unreadable = problem.getMessage();
        }
    }

    /**
     * Takes out what was not told.
     *
     * @param mostPercent of the rows may go at once; when there are more, the reading is taken for broken and nothing goes
     * @return technicians among them go through a route
     * @throws IllegalStateException when nothing may go, and why
     */
    public AppliedBatch end(ChangeApplier applier, int mostPercent) throws SQLException {
        if (unseen.isEmpty()) {
            return AppliedBatch.NOTHING;
        }
        if (!unreadable.isEmpty()) {
            throw new IllegalStateException(unseen.size() + " rows of " + mapping.table()
                    + " were not told any more, but a row has no readable key (" + unreadable
                    + "), so none is removed");
        }
        if (unseen.size() > Math.max(ALWAYS_ALLOWED, (long) known * mostPercent / 100)) {
            throw new IllegalStateException(unseen.size() + " of " + known + " rows of " + mapping.table()
                    + " were not told any more, which is more than " + mostPercent
                    + " %; none is removed: see whether the source told all, or raise hub.sources.most-vanished");
        }
        return applier.takeVanished(source, mapping, unseen);
    }
}
