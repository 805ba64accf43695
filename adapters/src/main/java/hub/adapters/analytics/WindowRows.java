package hub.adapters.analytics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** A window's document as rows of a series, one for each metric. */
final class WindowRows {

    private WindowRows() {}

    static List<Map<String, Object>> of(Document window, String metric, SeriesCursor after) {
        String from = TimeText.of(window.getDate("from").getTime());
        return window.getList("metrics", Document.class).stream()
                .filter(each -> metric.isEmpty() || metric.equals(each.getString("metric")))
                .filter(each ->
                        !from.equals(after.time()) || each.getString("metric").compareTo(after.key()) > 0)
                .map(each -> row(window, from, each))
                .toList();
    }

    private static Map<String, Object> row(Document window, String from, Document metric) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("from", from);
        row.put("to", TimeText.of(window.getDate("to").getTime()));
        row.put("productId", window.getString("productId"));
        row.put("window", window.getString("window"));
        row.putAll(metric);
        return row;
    }
}
