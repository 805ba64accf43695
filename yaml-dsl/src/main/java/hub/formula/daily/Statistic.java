package hub.formula.daily;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What a formula may ask of a metric's day: {@code tempC.max}; a bare {@code tempC} asks for the mean. */
public enum Statistic {
    AVG(day -> day.sum() / day.count()),
    MIN(MetricDay::min),
    MAX(MetricDay::max),
    SUM(MetricDay::sum),
    COUNT(MetricDay::count),
    FIRST(MetricDay::first),
    LAST(MetricDay::last),
    STDDEV(Statistic::deviation),
    P50(day -> quantile(day, 0.50)),
    P90(day -> quantile(day, 0.90)),
    P95(day -> quantile(day, 0.95)),
    P99(day -> quantile(day, 0.99));

    /** Sums of squares lose about this share of their digits; a variance below it is noise, not a figure. */
    private static final double NOISE = 1e-9;

    private final ToDoubleFunction<MetricDay> value;

    Statistic(ToDoubleFunction<MetricDay> value) {
        this.value = value;
    }

    /** The statistic of this name. */
    public static Optional<Statistic> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** All names, for advice. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Statistic::word).toList();
    }

    /** The name as it is written after the dot. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its value, NaN when the day does not tell it. */
    public double of(MetricDay day) {
        if (day.count() <= 0) {
            return Double.NaN;
        }
        double number = value.applyAsDouble(day);
        return Double.isFinite(number) ? number : Double.NaN;
    }

    /** Never beyond the extremes, although sketches are not exact. */
    private static double quantile(MetricDay day, double share) {
        return Math.max(day.min(), Math.min(day.max(), day.quantiles().applyAsDouble(share)));
    }

    /** The standard deviation of the day's readings (of the population). */
    private static double deviation(MetricDay day) {
        if (day.min() == day.max()) {
            return 0;
        }
        double mean = day.sum() / day.count();
        double variance = day.squares() / day.count() - mean * mean;
        return variance > NOISE * mean * mean ? Math.sqrt(variance) : Double.NaN;
    }
}
