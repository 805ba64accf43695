package hub.bench.journey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The measurements of all rounds as a Markdown table of medians, with each contender's ratio to the first. */
final class JourneyTable {
    private final String title;
    private final Map<String, List<Measurement>> rows = new LinkedHashMap<>();

    JourneyTable(String title) {
        this.title = title;
    }

    void add(String contender, Measurement measurement) {
        rows.computeIfAbsent(contender, name -> new ArrayList<>()).add(measurement);
    }

    /** One measurement for people who wait. */
    static String line(Measurement one) {
        return format(
                "%,.0f/s  stored p50 %d ms p99 %d ms  answered p50 %.1f ms p99 %.1f ms  CPU us %.1f + children %.1f + store %.1f"
                        + "  %d MB  lost %d  duplicates %d",
                one.perSecond(),
                one.storedMedianMillis(),
                one.storedP99Millis(),
                one.ackMedianMillis(),
                one.ackP99Millis(),
                one.cpuMicros(),
                one.childrenCpuMicros(),
                one.storeCpuMicros(),
                one.memoryMegabytes(),
                one.lost(),
                one.duplicates());
    }

    String markdown() {
        StringBuilder text = new StringBuilder("### " + title + "\n\n");
        text.append("| program | readings/s (rounds) | of first | stored p50 / p99 ms | answered p50 / p99 ms ");
        text.append("| CPU us per reading: program + children (store) | MB | lost | duplicates |\n");
        text.append("|---|---|---|---|---|---|---|---|---|\n");
        double first = rows.isEmpty() ? 1 : median(rows.values().iterator().next(), Measurement::perSecond);
        rows.forEach((name, all) -> text.append(row(name, all, first)));
        return text.append('\n').toString();
    }

    private static String row(String name, List<Measurement> all, double first) {
        double perSecond = median(all, Measurement::perSecond);
        return format(
                "| %s | %,.0f (%s) | %.2f | %.0f / %.0f | %.1f / %.1f | %.1f + %.1f (%.1f) | %.0f | %d | %d |%n",
                name,
                perSecond,
                rounds(all),
                perSecond / first,
                median(all, Measurement::storedMedianMillis),
                median(all, Measurement::storedP99Millis),
                median(all, Measurement::ackMedianMillis),
                median(all, Measurement::ackP99Millis),
                median(all, Measurement::cpuMicros),
                median(all, Measurement::childrenCpuMicros),
                median(all, Measurement::storeCpuMicros),
                median(all, Measurement::memoryMegabytes),
                all.stream().mapToLong(Measurement::lost).sum(),
                all.stream().mapToLong(Measurement::duplicates).sum());
    }

    private static String rounds(List<Measurement> all) {
        return String.join(
                ", ", all.stream().map(one -> format("%,.0f", one.perSecond())).toList());
    }

    private static double median(List<Measurement> all, ToDoubleFunction<Measurement> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
