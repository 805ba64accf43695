package hub.adapters.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the alarms of a span tell: how many of which kind, how many the hub ended by itself, how long devices were well. */
final class AlarmFigures {

    private static final Set<String> OVER = Set.of("cleared", "resolved", "closed");
    private static final Set<String> TRIED = Set.of("remediating", "verifying");
    private static final Set<String> HANDED_OVER = Set.of("escalated", "dispatched");
    private static final Set<String> GRAVE = Set.of("critical", "high");

    private final Instant from;
    private final Instant to;
    private final boolean whole;
    private final List<Map<?, ?>> known;
    private final List<Map<?, ?>> raised;

    /** @param alarms a page of alarms with their histories */
    AlarmFigures(Map<String, Object> alarms, Instant from, Instant to) {
        this.from = from;
        this.to = to;
        this.whole = !alarms.containsKey("next");
        this.known = list(alarms.get("items"));
        this.raised = known.stream()
                .filter(alarm ->
                        !raisedAt(alarm).isBefore(from) && raisedAt(alarm).isBefore(to))
                .toList();
    }

    private static List<Map<?, ?>> list(Object value) {
        List<Map<?, ?>> items = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> items.add((Map<?, ?>) item));
        }
        return items;
    }

    void addTo(Map<String, Object> report, int devices, ZoneOffset zone) {
        Map<String, Object> alarms = new LinkedHashMap<>();
        alarms.put("count", raised.size());
        alarms.put("whole", whole);
        alarms.put("byClass", counts("class"));
        alarms.put("bySeverity", counts("severity"));
        report.put("alarms", alarms);
        long ended = raised.stream().filter(AlarmFigures::isOver).count();
        if (ended > 0) {
            report.put("autoRecovered", autoRecovered(raised) / (double) ended);
        }
        if (devices > 0) {
            double all = Duration.between(from, to).toMillis() * (double) devices;
            report.put("availability", Math.max(0, 1 - illMillis() / all));
        }
        report.put("trend", trend(zone));
    }

    private Map<String, Long> counts(String field) {
        return raised.stream()
                .collect(Collectors.groupingBy(
                        alarm -> String.valueOf(alarm.get(field)), TreeMap::new, Collectors.counting()));
    }

    /** Those that ended after the hub had acted, without anybody being called. */
    private static long autoRecovered(List<Map<?, ?>> alarms) {
        return alarms.stream()
                .filter(AlarmFigures::isOver)
                .filter(alarm -> went(alarm, TRIED) && !went(alarm, HANDED_OVER))
                .count();
    }

    private static boolean isOver(Map<?, ?> alarm) {
        return OVER.contains(String.valueOf(alarm.get("state")));
    }

    private static boolean went(Map<?, ?> alarm, Set<String> states) {
        return list(alarm.get("history")).stream().anyMatch(line -> states.contains(String.valueOf(line.get("to"))));
    }

    private static Instant raisedAt(Map<?, ?> alarm) {
        return ServiceReport.time(alarm.get("raisedAt"));
    }

    /** The time that devices had a grave alarm open, counted once where several overlap. */
    private double illMillis() {
        Map<String, List<Map<?, ?>>> byDevice = known.stream()
                .filter(alarm -> GRAVE.contains(String.valueOf(alarm.get("severity"))))
                .sorted(Comparator.comparing(AlarmFigures::raisedAt))
                .collect(Collectors.groupingBy(alarm -> String.valueOf(alarm.get("device_id"))));
        return byDevice.values().stream().mapToLong(this::illMillis).sum();
    }

    private long illMillis(List<Map<?, ?>> inOrder) {
        long ill = 0;
        Instant counted = from;
        for (Map<?, ?> alarm : inOrder) {
            Instant begin = later(counted, raisedAt(alarm));
            Instant end = earlier(to, ended(alarm));
            if (end.isAfter(begin)) {
                ill += Duration.between(begin, end).toMillis();
                counted = end;
            }
        }
        return ill;
    }

    private Instant ended(Map<?, ?> alarm) {
        Object at = alarm.get("clearedAt") == null && isOver(alarm) ? alarm.get("lastSeenAt") : alarm.get("clearedAt");
        return at == null ? to : ServiceReport.time(at);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private List<Map<String, Object>> trend(ZoneOffset zone) {
        Map<LocalDate, List<Map<?, ?>>> days = new TreeMap<>();
        LocalDate last = to.minusMillis(1).atOffset(zone).toLocalDate();
        for (LocalDate day = from.atOffset(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            days.put(day, new ArrayList<>());
        }
        raised.forEach(
                alarm -> days.get(raisedAt(alarm).atOffset(zone).toLocalDate()).add(alarm));
        List<Map<String, Object>> trend = new ArrayList<>();
        days.forEach((day, alarms) -> {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("day", day.toString());
            line.put("raised", alarms.size());
            line.put("autoRecovered", autoRecovered(alarms));
            trend.add(line);
        });
        return trend;
    }
}
