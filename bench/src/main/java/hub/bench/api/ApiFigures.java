package hub.bench.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long answers took, by question, and which were none. */
public final class ApiFigures {

    private final Map<String, ConcurrentLinkedQueue<Double>> millis = new ConcurrentHashMap<>();
    private final Map<String, Long> refused = new ConcurrentHashMap<>();

    void answered(ApiQuestion question, double took) {
        millis.computeIfAbsent(name(question), path -> new ConcurrentLinkedQueue<>())
                .add(took);
    }

    void refused(ApiQuestion question, String why) {
        refused.merge(name(question) + ": " + why, 1L, Long::sum);
    }

    private static String name(ApiQuestion question) {
        return question.path().replace("/api/v1", "") + " (" + question.user() + ")";
    }

    /** Answers that were not 200. */
    public long refusals() {
        return refused.values().stream().mapToLong(each -> each).sum();
    }

    /** How many were answered. */
    public long answers() {
        return millis.values().stream().mapToLong(ConcurrentLinkedQueue::size).sum();
    }

    /** The time within which so many percent of all answers came, milliseconds. */
    public double percentile(int percent) {
        List<Double> all = new ArrayList<>();
        millis.values().forEach(all::addAll);
        return percentile(all, percent);
    }

    private static double percentile(List<Double> millis, int percent) {
        double[] sorted = millis.stream().mapToDouble(each -> each).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    /** A line for each question. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, ConcurrentLinkedQueue<Double>> each : new TreeMap<>(millis).entrySet()) {
            text.append(line(each.getKey(), List.copyOf(each.getValue())));
        }
        refused.forEach((question, count) ->
                text.append(count).append(" x ").append(question).append('\n'));
        List<Double> all = new ArrayList<>();
        millis.values().forEach(all::addAll);
        return text.append(line("all", all)).toString();
    }

    private static String line(String name, List<Double> millis) {
        double[] p = Arrays.stream(new int[] {50, 95, 99, 100})
                .mapToDouble(percent -> percentile(millis, percent))
                .toArray();
        return String.format(
                Locale.ROOT,
                "%-72s %,7d  p50 %6.1f  p95 %6.1f  p99 %6.1f  max %7.1f ms%n",
                name,
                millis.size(),
                p[0],
                p[1],
                p[2],
                p[3]);
    }
}
