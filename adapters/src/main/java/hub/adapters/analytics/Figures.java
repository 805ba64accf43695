package hub.adapters.analytics;

import java.util.LinkedHashMap;
import java.util.Map;

/** What people read of a part. */
final class Figures {

    private static final double MIDDLE = 0.5;
    private static final double HIGH = 0.95;
    private static final double HIGHEST = 0.99;

    private Figures() {}

    /** Count, average, extremes and quantiles by the names that the API, the documents and the formulas give them. */
    static Map<String, Object> of(Part part) {
        double[] quantiles = part.quantiles(MIDDLE, HIGH, HIGHEST);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("count", part.n());
        figures.put("avg", part.average());
        figures.put("min", part.min());
        figures.put("max", part.max());
        figures.put("sum", part.sum().doubleValue());
        figures.put("stddev", part.deviation());
        figures.put("first", part.first());
        figures.put("last", part.last());
        figures.put("p50", quantiles[0]);
        figures.put("p95", quantiles[1]);
        figures.put("p99", quantiles[2]);
        return figures;
    }
}
