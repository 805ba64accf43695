package hub.adapters.history;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** How far each source is copied into each store, and how far one may go on; one hub at a time moves a place on. */
final class HistoryPlaces {
    static final String DOCUMENTS = "documents";
    static final String COLD = "cold";

    private final Database database;

    HistoryPlaces(DataSource source) {
        this.database = new Database(source);
    }

    /** Copies one batch from a place on. */
    interface Step {
        /** Gives the place reached. */
        long from(long place) throws Exception;
    }

    /** Carries a step out unless another hub is doing it; the place moves only when the step succeeded. */
    Optional<Long> move(String source, String store, Step step, Instant now) throws Exception {
        database.update(
                "insert into hub.history_place (source, store) values (?, ?) on conflict do nothing", source, store);
        try (Connection connection = database.source().getConnection()) {
            connection.setAutoCommit(false);
            try {
                Optional<Long> reached = move(connection, source, store, step, now);
                connection.commit();
                return reached;
            } catch (Exception problem) {
                connection.rollback();
                throw problem;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static Optional<Long> move(Connection connection, String source, String store, Step step, Instant now)
            throws Exception {
        List<Long> place = Database.select(
                connection,
                "select place from hub.history_place where source = ? and store = ? for update skip locked",
                row -> row.getLong(1),
                source,
                store);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        long reached = step.from(place.get(0));
        if (reached > place.get(0)) {
            Database.update(
                    connection,
                    "update hub.history_place set place = ?, moved_at = ? where source = ? and store = ?",
                    reached,
                    now,
                    source,
                    store);
        }
        return Optional.of(reached);
    }

    /** Up to where a source is copied into a store. */
    long of(String source, String store) throws SQLException {
        return database
                .select(
                        "select place from hub.history_place where source = ? and store = ?",
                        row -> row.getLong(1),
                        source,
                        store)
                .stream()
                .findFirst()
                .orElse(0L);
    }
}
