package hub.bench.fault;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * The alarms of the fleet as the hot store has them at one moment.
 *
 * @param alarms all of them, by id
 */
record AlarmBook(Map<String, Seen> alarms) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> OVER = Set.of("cleared", "resolved", "closed");

    /**
     * One alarm.
     *
     * @param device its device
     * @param rule the rule that raised it
     * @param state where it stands
     * @param count how many readings it has seen
     */
    record Seen(String device, String rule, String state, long count) {
        boolean open() {
            return !OVER.contains(state);
        }

        String key() {
            return device + " / " + rule;
        }
    }

    /** Reads the alarms of devices whose id begins with the prefix, over the Mongo wire. */
    static AlarmBook read(String storeUri, String prefix) {
        Map<String, Seen> alarms = new TreeMap<>();
        try (MongoClient client = MongoClients.create(storeUri)) {
            for (Document alarm : client.getDatabase("hub")
                    .getCollection("alarms")
                    .find(Filters.and(Filters.gte("device_id", prefix), Filters.lt("device_id", prefix + "~")))) {
                Number count = alarm.get("count") instanceof Number number ? number : 0;
                alarms.put(
                        String.valueOf(alarm.get("_id")),
                        new Seen(
                                alarm.getString("device_id"),
                                alarm.getString("ruleId"),
                                String.valueOf(alarm.getString("state")).toLowerCase(Locale.ROOT),
                                count.longValue()));
            }
        }
        return new AlarmBook(alarms);
    }

    /** How many are open. */
    long open() {
        return alarms.values().stream().filter(Seen::open).count();
    }

    /** What an earlier state promises and this one does not keep: each open alarm is still the same, with none beside it. */
    List<String> contradictions(AlarmBook earlier) {
        List<String> problems = new ArrayList<>();
        earlier.alarms.forEach((id, before) -> {
            Seen now = alarms.get(id);
            if (now == null) {
                problems.add(before.key() + ": alarm " + id + " is gone");
            } else if (before.open() && !now.open()) {
                problems.add(before.key() + ": alarm " + id + " was " + before.state() + ", now " + now.state());
            } else if (now.count() < before.count()) {
                problems.add(before.key() + ": count fell from " + before.count() + " to " + now.count());
            }
        });
        Map<String, Long> alarmsOf =
                alarms.values().stream().collect(Collectors.groupingBy(Seen::key, Collectors.counting()));
        earlier.alarms.values().stream()
                .filter(before -> before.open() && alarmsOf.getOrDefault(before.key(), 0L) > 1)
                .forEach(before ->
                        problems.add(before.key() + ": " + alarmsOf.get(before.key()) + " alarms instead of one"));
        return problems;
    }

    /** Those that were already known earlier. */
    AlarmBook onlyOf(AlarmBook earlier) {
        Map<String, Seen> known = new TreeMap<>(alarms);
        known.keySet().retainAll(earlier.alarms.keySet());
        return new AlarmBook(known);
    }

    /** Reads until every alarm of the rule has counted its readings (the hub writes repeats every few seconds) or time is up. */
    static AlarmBook counted(String storeUri, String prefix, String rule, Map<String, Integer> stored)
            throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        AlarmBook book = read(storeUri, prefix);
        while (!book.miscounted(rule, stored).isEmpty() && System.nanoTime() < end) {
            Thread.sleep(500);
            book = read(storeUri, prefix);
        }
        return book;
    }

    /** Devices whose alarm under this rule has not counted each of their stored readings exactly once. */
    List<String> miscounted(String rule, Map<String, Integer> stored) {
        return alarms.values().stream()
                .filter(alarm -> alarm.rule().equals(rule))
                .filter(alarm -> alarm.count() != stored.getOrDefault(alarm.device(), 0))
                .map(alarm -> alarm.key() + ": judged " + alarm.count() + " readings of "
                        + stored.getOrDefault(alarm.device(), 0))
                .toList();
    }
}
