package hub.formula.daily;

import java.util.Optional;
import java.util.Set;

/**
 * A name in a daily formula, taken apart.
 *
 * @param metric the metric
 * @param statistic what is asked of its day
 */
record MetricName(String metric, Statistic statistic) {

    /**
     * Takes a name apart.
     *
     * @param metrics the metrics the product has; empty when that is not known
     * @throws IllegalArgumentException saying what is unknown and what there is
     */
    static MetricName of(String name, Set<String> metrics) {
        if (metrics.contains(name)) {
            return new MetricName(name, Statistic.AVG);
        }
        int dot = name.lastIndexOf('.');
        Optional<Statistic> statistic = dot < 0 ? Optional.empty() : Statistic.of(name.substring(dot + 1));
        String metric = statistic.isPresent() ? name.substring(0, dot) : name;
        if (metrics.isEmpty() || metrics.contains(metric)) {
            if (metrics.isEmpty() && dot > 0 && statistic.isEmpty()) {
                throw unknownStatistic(name, dot);
            }
            return new MetricName(metric, statistic.orElse(Statistic.AVG));
        }
        if (dot > 0 && metrics.contains(name.substring(0, dot))) {
            throw unknownStatistic(name, dot);
        }
        throw new IllegalArgumentException("the product has no metric '" + metric + "'; "
                + metrics.stream()
                        .filter(known -> known.equalsIgnoreCase(metric))
                        .findFirst()
                        .map(known -> "did you mean " + known + "?")
                        .orElseGet(() -> "it has " + String.join(", ", metrics)));
    }

    private static IllegalArgumentException unknownStatistic(String name, int dot) {
        return new IllegalArgumentException("a metric's day has no '" + name.substring(dot + 1) + "'; write "
                + name.substring(0, dot) + " for its mean, or one of ." + String.join(" .", Statistic.words()));
    }
}
