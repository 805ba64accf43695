package hub.adapters.analytics;

import hub.adapters.Database;
import java.sql.Date;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.bson.Document;

/** Answers the API about aggregates: series in the order of time, a page at a time or as CSV. */
public final class AnalysisDesk {

    private static final String AFTER_ALL = "\uffff";
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final int LARGEST_EXPORT = 100_000;

    private final Database warm;

    /** @param warm where customers' days are read from, with schema {@code analytics} */
    public AnalysisDesk(DataSource warm) {
        this.warm = new Database(warm);
    }

    /**
     * The question for a product's windows.
     *
     * @param collection {@code product_hourly} or {@code product_daily}
     * @param window {@code 1h}, {@code 6h} or {@code 1d}
     * @param from windows that begin then or later (ISO 8601), or null
     * @param to windows that begin before then, or null
     * @param metric only this one, or null
     * @param format {@code csv} for all rows up to 100,000; else a page
     */
    public WindowQuery windows(
            String collection,
            String productId,
            String window,
            String from,
            String to,
            String metric,
            Integer limit,
            String cursor,
            String format) {
        SeriesCursor after = SeriesCursor.read(cursor);
        int rows = rows(limit, format);
        Document criteria = new Document("productId", productId).append("window", window);
        Document time = new Document();
        String begin = after.isNone() ? from : after.time();
        if (begin != null) {
            time.append("$gte", java.util.Date.from(TimeText.instant("from", begin)));
        }
        if (to != null) {
            time.append("$lt", java.util.Date.from(TimeText.instant("to", to)));
        }
        if (!time.isEmpty()) {
            criteria.append("from", time);
        }
        Document order = new Document("from", 1);
        return new WindowQuery(collection, criteria, order, rows + 1, metric == null ? "" : metric, after, rows);
    }

    private static int rows(Integer limit, String format) {
        if ("csv".equals(format)) {
            return LARGEST_EXPORT;
        }
        int rows = limit == null ? USUAL_PAGE : limit;
        if (rows < 1 || rows > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit: " + rows + " is not between 1 and " + LARGEST_PAGE);
        }
        return rows;
    }

    /** The rows of the found windows, one for each window and metric. */
    public Map<String, Object> windowPage(List<Document> found, WindowQuery query) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Document window : found) {
            rows.addAll(WindowRows.of(window, query.metric(), query.after()));
        }
        Map<String, Object> page = page(
                rows, query.limit(), row -> new SeriesCursor((String) row.get("from"), (String) row.get("metric")));
        if (found.size() == query.fetch() && !page.containsKey("next")) {
            long last = found.get(found.size() - 1).getDate("from").getTime();
            page.put("next", new SeriesCursor(TimeText.of(last), AFTER_ALL).write());
        }
        return page;
    }

    private static Map<String, Object> page(
            List<Map<String, Object>> rows, int limit, Function<Map<String, Object>, SeriesCursor> cursor) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", rows.stream().limit(limit).toList());
        if (rows.size() > limit) {
            page.put("next", cursor.apply(rows.get(limit - 1)).write());
        }
        return page;
    }

    /**
     * A customer's days, by day, product and metric.
     *
     * @param from first day, or null
     * @param to day after the last, or null
     * @param callersCustomer whose data the caller may see; empty for all
     * @throws NoSuchElementException when the caller may not know of this customer
     */
    public Map<String, Object> customerDays(
            String customerId,
            String from,
            String to,
            String product,
            String metric,
            Integer limit,
            String cursor,
            String format,
            String callersCustomer)
            throws SQLException {
        if (callersCustomer != null && !callersCustomer.isEmpty() && !callersCustomer.equals(customerId)) {
            throw new NoSuchElementException("there is no customer '" + customerId + "'");
        }
        int rows = rows(limit, format);
        CustomerQuery query = new CustomerQuery(customerId);
        query.where("day >= ?", from == null ? null : Date.valueOf(TimeText.day("from", from)));
        query.where("day < ?", to == null ? null : Date.valueOf(TimeText.day("to", to)));
        query.where("product_id = ?", product);
        query.where("metric = ?", metric);
        query.after(SeriesCursor.read(cursor));
        List<Map<String, Object>> found = query.rows(warm, rows + 1);
        return page(
                found,
                rows,
                row -> new SeriesCursor((String) row.get("day"), row.get("productId") + " " + row.get("metric")));
    }

    /** The value below which a share (0 to 1) of what a stored sketch has seen lies. */
    public static double quantile(byte[] sketch, double share) {
        return Sketch.quantiles(sketch, share)[0];
    }

    /** Turns a page into CSV where that was asked for. */
    public void format(Exchange exchange) {
        Message message = exchange.getMessage();
        if (!"csv".equals(message.getHeader("format", String.class))) {
            return;
        }
        Map<?, ?> page = message.getBody(Map.class);
        if (page.containsKey("next")) {
            throw new IllegalArgumentException(
                    "from: there are more than " + LARGEST_EXPORT + " rows; ask for a shorter span or one metric");
        }
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> rows = (List<Map<String, Object>>) page.get("items");
        message.setHeader(Exchange.CONTENT_TYPE, "text/csv; charset=utf-8");
        message.setBody(CsvText.of(rows));
    }
}
