package hub.adapters.analytics;

import hub.message.Telemetry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Turns readings into parts, one device's hour after the other, so that few are in the making at a time. */
final class ReadingParts {

    private static final Comparator<Telemetry> BY_HOUR = Comparator.comparing(Telemetry::productId)
            .thenComparingLong(reading -> PartKey.hourOf(reading.deviceTimestamp()))
            .thenComparing(Telemetry::deviceId);

    private ReadingParts() {}

    /** The parts in the order of their keys in the store. */
    static Map<PartKey, Part> of(List<Telemetry> readings) {
        Map<PartKey, Part> parts = new LinkedHashMap<>();
        Map<String, Gathering> metrics = new HashMap<>();
        Telemetry before = null;
        for (Telemetry reading : readings.stream().sorted(BY_HOUR).toList()) {
            if (before != null && BY_HOUR.compare(before, reading) != 0) {
                finish(before, metrics, parts);
            }
            gather(reading, metrics);
            before = reading;
        }
        if (before != null) {
            finish(before, metrics, parts);
        }
        return parts;
    }

    /** Adds a reading's metrics that are numbers, and names them. */
    static List<String> gather(Telemetry reading, Map<String, Gathering> metrics) {
        List<String> counted = new ArrayList<>();
        reading.metrics()
                .forEach((metric, value) -> number(value).ifPresent(number -> {
                    metrics.computeIfAbsent(metric, any -> new Gathering()).accept(number, reading.deviceTimestamp());
                    counted.add(metric);
                }));
        return counted;
    }

    /** Numbers count as they are and truths as 1 or 0, so that their average is a share; texts do not count. */
    private static OptionalDouble number(Object value) {
        if (value instanceof Boolean truth) {
            return OptionalDouble.of(truth ? 1 : 0);
        }
        boolean counts = value instanceof Number number && Double.isFinite(number.doubleValue());
        return counts ? OptionalDouble.of(((Number) value).doubleValue()) : OptionalDouble.empty();
    }

    private static void finish(Telemetry of, Map<String, Gathering> metrics, Map<PartKey, Part> parts) {
        long hour = PartKey.hourOf(of.deviceTimestamp());
        metrics.forEach((metric, gathering) ->
                parts.put(new PartKey(of.productId(), hour, of.deviceId(), metric), gathering.part()));
        metrics.clear();
    }
}
