package hub.desk;

import hub.adapters.lab.DeviceStretches;
import hub.adapters.lab.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A device's metrics over a span, thinned out; first the cold store gives its stretches, then the hot one its pages. */
public final class DeviceSeries {

    /** Readings of the hot store in one answer at most: what the cold store has not committed yet are a few minutes. */
    private static final long MOST_HOT = 300_000;

    private final DeviceStretches.Span span;
    private final String hotFrom;
    private final Map<String, TreeMap<Long, Stretch>> metrics = new TreeMap<>();
    private long readings;
    private long hot;
    private String cursor = "";
    private boolean isWhole;
    private boolean isCut;

    DeviceSeries(DeviceStretches.Span span, DeviceStretches.Found cold) {
        this.span = span;
        this.hotFrom = cold.newest()
                .map(newest -> Instant.ofEpochMilli(newest + 1))
                .orElse(span.from())
                .toString();
        this.readings = cold.readings();
        cold.stretches().forEach(this::keep);
        this.isWhole = !Instant.parse(hotFrom).isBefore(span.until());
    }

    private void keep(Stretch stretch) {
        metrics.computeIfAbsent(stretch.metric(), metric -> new TreeMap<>())
                .merge(stretch.number(), stretch, Stretch::plus);
    }

    /** Adds a page of readings as the API publishes them. */
    void add(Map<String, Object> page) {
        List<?> items = (List<?>) page.get("items");
        items.forEach(item ->
                add((Map<?, ?>) item, Instant.parse(String.valueOf(((Map<?, ?>) item).get("device_timestamp")))));
        readings += items.size();
        hot += items.size();
        cursor = (String) page.getOrDefault("next", "");
        isCut = !cursor.isEmpty() && hot >= MOST_HOT;
        isWhole = cursor.isEmpty() || isCut;
    }

    private void add(Map<?, ?> reading, Instant time) {
        long at = time.toEpochMilli();
        long number = (at - span.from().toEpochMilli()) / span.width();
        if (reading.get("metrics") instanceof Map<?, ?> values) {
            values.forEach((name, value) -> {
                String metric = String.valueOf(name);
                boolean wanted = span.metrics().isEmpty() || span.metrics().contains(metric);
                if (wanted && value instanceof Number given) {
                    double one = given.doubleValue();
                    keep(new Stretch(metric, number, at, one, one, one, 1));
                }
            });
        }
    }

    /** Whether there are pages of the hot store left. */
    public boolean isUnfinished() {
        return !isWhole;
    }

    /** Where the next page begins, empty for the first one. */
    public String getCursor() {
        return cursor;
    }

    /** Since when the hot store is asked, because the cold one has what is older. */
    public String getHotFrom() {
        return hotFrom;
    }

    /** The moment after the span. */
    public String getUntil() {
        return span.until().toString();
    }

    /** As the API answers it: by metric, rows of time (epoch milliseconds), lowest, highest and mean value. */
    public Map<String, Object> getAnswer() {
        Map<String, Object> series = new LinkedHashMap<>();
        metrics.forEach((metric, stretches) -> {
            List<List<Number>> rows = new ArrayList<>(stretches.size());
            stretches
                    .values()
                    .forEach(each -> rows.add(List.of(each.at(), each.low(), each.high(), each.sum() / each.count())));
            series.put(metric, rows);
        });
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("device_id", span.deviceId());
        answer.put("from", span.from().toString());
        answer.put("to", span.until().toString());
        answer.put("stretchMillis", span.width());
        answer.put("readings", readings);
        answer.put("cut", isCut);
        answer.put("metrics", series);
        return answer;
    }
}
