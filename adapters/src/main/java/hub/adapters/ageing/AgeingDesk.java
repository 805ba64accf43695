package hub.adapters.ageing;

import hub.adapters.Database;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Answers what left the stores of today, and what stayed and why. */
public final class AgeingDesk {
    private final SpanBook book;

    public AgeingDesk(DataSource warm) {
        this.book = new SpanBook(new Database(warm));
    }

    /**
     * The last run of each kind, and the days of readings, newest first.
     *
     * @param product only of this product; null or empty: of all
     * @param state {@code moved}, {@code kept} or {@code verified}; null or empty: any
     */
    public Map<String, Object> list(String product, String state, Integer limit, String cursor) throws SQLException {
        int most = limit == null ? 100 : limit;
        List<Map<String, Object>> found = book.spans(text(product), text(state), text(cursor), most + 1);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("runs", book.results());
        page.put("items", found.stream().limit(most).toList());
        if (found.size() > most) {
            Map<String, Object> last = found.get(most - 1);
            page.put("next", last.get("day") + "~" + last.get("productId"));
        }
        return page;
    }

    private static String text(String value) {
        return value == null ? "" : value.strip();
    }
}
