package hub.adapters.response;

import hub.formula.Formula;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a device's readings prove: only those count that were measured and arrived after a moment, so that neither late data
 * nor a reading on its way proves anything.
 *
 * @param readings how many count
 * @param values the newest value of each metric among them
 * @param newest when the newest was measured
 * @param met whether they satisfy the condition; empty when it cannot be told
 */
record Evidence(int readings, Map<String, Object> values, Optional<Instant> newest, Optional<Boolean> met) {

    /**
     * @param found readings as the API shows them, newest first
     * @param condition what they shall satisfy, or empty: that there are any
     */
    static Evidence of(List<?> found, Instant since, Optional<Formula> condition) {
        Map<String, Object> values = new LinkedHashMap<>();
        int readings = 0;
        Instant newest = null;
        for (Object each : found) {
            Map<?, ?> reading = (Map<?, ?>) each;
            if (isSince(reading, "device_timestamp", since) && isSince(reading, "ingest_timestamp", since)) {
                readings++;
                newest = newest == null ? time(reading, "device_timestamp") : newest;
                if (reading.get("metrics") instanceof Map<?, ?> metrics) {
                    metrics.forEach((name, value) -> values.putIfAbsent(String.valueOf(name), value));
                }
            }
        }
        Optional<Boolean> met = readings == 0
                ? Optional.empty()
                : condition.isEmpty()
                        ? Optional.of(true)
                        : condition.get().find(values::get).map(Boolean.TRUE::equals);
        return new Evidence(readings, values, Optional.ofNullable(newest), met);
    }

    boolean isMet() {
        return met.orElse(false);
    }

    /** What became of it when the time is up. */
    String failure() {
        return readings == 0 ? "silent" : "not-recovered";
    }

    String sentence() {
        return readings == 0
                ? "no reading since"
                : values + " in " + readings + " readings, the newest of "
                        + newest.map(Instant::toString).orElse("");
    }

    Map<String, Object> shape() {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("readings", readings);
        shape.put("values", values);
        newest.ifPresent(time -> shape.put("newest", time.toString()));
        met.ifPresent(truth -> shape.put("met", truth));
        return shape;
    }

    private static boolean isSince(Map<?, ?> reading, String field, Instant since) {
        Instant time = time(reading, field);
        return time != null && !time.isBefore(since);
    }

    private static Instant time(Map<?, ?> reading, String field) {
        Object time = reading.get(field);
        return time instanceof Number millis
                ? Instant.ofEpochMilli(millis.longValue())
                : time == null ? null : Instant.parse(time.toString());
    }
}
