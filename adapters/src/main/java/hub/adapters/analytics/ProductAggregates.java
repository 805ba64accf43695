package hub.adapters.analytics;

import com.mongodb.client.model.WriteModel;
import hub.adapters.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.bson.Document;

/** Sums products up over windows of time: only windows with changed hours, and these as often as late readings change them. */
public final class ProductAggregates {

    private final Database warm;
    private final AggregateSettings settings;
    private final Clock clock;

    /** @param warm the warm store, with schema {@code analytics} */
    public ProductAggregates(DataSource warm, AggregateSettings settings, Clock clock) {
        this.warm = new Database(warm);
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Computes changed hours again, then the documents of changed windows.
     *
     * @param sizes such as {@code 1h,6h}
     * @return some of them, none when nothing has changed; they stay due until {@link #finish}
     */
    public ProductWrites changed(String sizes) throws SQLException {
        while (warm.inTransaction(connection -> ProductHours.countNext(connection, settings.zone()))) {
            // Each hour is a transaction of its own.
        }
        List<String> codes = Arrays.stream(sizes.split(","))
                .map(code -> WindowSize.of(code.strip()).code())
                .toList();
        return warm.inTransaction(connection -> {
            List<ChangedWindow> windows = Database.select(
                    connection,
                    "select size, product_id, (extract(epoch from begins) * 1000)::bigint, mark from"
                            + " analytics.changed_window where size = any(?) order by begins, product_id limit ?",
                    row -> new ChangedWindow(
                            WindowSize.of(row.getString(1)), row.getString(2), row.getLong(3), row.getLong(4)),
                    codes,
                    settings.windows());
            List<WriteModel<Document>> documents = new ArrayList<>();
            for (ChangedWindow window : windows) {
                documents.add(document(connection, window));
            }
            return new ProductWrites(documents, windows);
        });
    }

    private WriteModel<Document> document(Connection connection, ChangedWindow window) throws SQLException {
        long until = window.size().end(window.begins(), settings.zone());
        Map<String, Part> parts = ProductHours.of(connection, window.productId(), window.begins(), until);
        Map<String, Integer> devices = ProductHours.devices(connection, window.productId(), window.begins(), until);
        return WindowDocument.write(window, until, parts, devices, clock.instant());
    }

    /** Notes that documents are written; a window that changed meanwhile, or that another hub wrote at the same time, stays due. */
    public int finish(ProductWrites written) throws SQLException {
        List<ChangedWindow> windows =
                written.windows().stream().map(ChangedWindow.class::cast).toList();
        return warm.inTransaction(connection -> {
            int[] gone = Database.updateAll(
                    connection,
                    "delete from analytics.changed_window where size = ? and product_id = ? and begins = ? and mark ="
                            + " ?",
                    windows.stream().map(window -> row(window, window.mark())).toList());
            List<Object[]> again = IntStream.range(0, gone.length)
                    .filter(index -> gone[index] == 0)
                    .mapToObj(index -> row(windows.get(index)))
                    .toList();
            Database.updateAll(
                    connection,
                    "insert into analytics.changed_window (size, product_id, begins) values (?, ?, ?) on conflict do"
                            + " nothing",
                    again);
            return gone.length - again.size();
        });
    }

    private static Object[] row(ChangedWindow window, Object... more) {
        Stream<Object> key = Stream.of(window.size().code(), window.productId(), new Timestamp(window.begins()));
        return Stream.concat(key, Stream.of(more)).toArray();
    }
}
