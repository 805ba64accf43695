package hub.check;

import hub.contract.MetricRule;
import hub.product.DerivedMetric;
import hub.product.Product;
import java.util.Set;
import java.util.TreeSet;

/** The metrics that formulas may name: those a product declares; none means that it declares none, and any will do. */
public final class ProductMetrics {

    private ProductMetrics() {}

    /** The declared and the derived metrics of a product. */
    public static Set<String> of(Product product) {
        Set<String> metrics = new TreeSet<>();
        product.spec().contract().metrics().stream().map(MetricRule::metric).forEach(metrics::add);
        if (!metrics.isEmpty()) {
            product.spec().derived().stream().map(DerivedMetric::id).forEach(metrics::add);
        }
        return metrics;
    }
}
