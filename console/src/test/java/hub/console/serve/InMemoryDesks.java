package hub.console.serve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/** Stands in for the verbs that other modules bring, with the same methods and the same exceptions. */
final class InMemoryDesks {

    private InMemoryDesks() {}

    /** Presence of which nothing is known. */
    public static final class Presence {
        public Map<String, Object> addTo(Map<String, Object> device) {
            return device;
        }
    }

    /** The register. */
    public static final class Devices {
        private final Map<String, Map<String, Object>> known = new TreeMap<>();

        Devices() {
            known.put("own-1", device("own-1"));
            known.put("other-1", device("other-1"));
        }

        static Map<String, Object> device(String id) {
            return new LinkedHashMap<>(Map.of("device_id", id, "productId", "prod-a"));
        }

        public Map<String, Object> list(String product, String hub, Integer limit, String cursor) {
            List<Object> items = new ArrayList<>(known.values());
            return Map.of("items", items.subList(0, Math.min(limit, items.size())), "next", "limit-" + limit);
        }

        public Map<String, Object> get(String id) {
            if (!known.containsKey(id)) {
                throw new NoSuchElementException("there is no device '" + id + "'");
            }
            return known.get(id);
        }

        public Map<String, Object> register(Map<String, Object> body) {
            String id = (String) body.get("device_id");
            if (known.containsKey(id)) {
                throw new IllegalStateException("device '" + id + "' is registered already");
            }
            known.put(id, body);
            return body;
        }

        public Map<String, Object> change(String id, Map<String, Object> body) {
            get(id).putAll(body);
            return get(id);
        }

        public void remove(String id) {
            get(id);
            known.remove(id);
        }
    }

    /** The dead letters. */
    public static final class DeadLetters {
        public Map<String, Object> list(
                String reason, String route, String product, String device, Integer limit, String cursor) {
            throw new MongoTimeoutException();
        }

        public Map<String, Object> groups(String reason, String route, String product, String device) {
            return Map.of("items", List.of());
        }

        public Map<String, Object> get(String id) {
            throw new IndexOutOfBoundsException("secret inner detail");
        }

        public Map<String, Object> mend(String id, Map<String, Object> body) {
            throw new IllegalArgumentException("cannot mend " + id);
        }

        public Map<String, Object> one(String id) {
            return Map.of("id", id);
        }

        public Map<String, Object> many(String reason, String route, String product, String device) {
            return Map.of("reason", reason);
        }
    }

    /** The trial's verb. */
    public static final class Trial {
        public Map<String, Object> dryRun(Map<String, Object> retry) {
            return Map.of("dryRun", true);
        }
    }

    /** Named like the driver's. */
    static final class MongoTimeoutException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A question to the store. */
    public record Question(String kind, String id, Map<String, String> filter) {}

    /** The hot store's verbs. */
    public static final class Hot {
        public Question telemetryQuery(String id, Instant from, Instant to, int limit, String cursor) {
            return new Question("telemetry", id + " " + from + " " + to + " " + limit, Map.of());
        }

        public Question latestQuery(String id) {
            return new Question("latest", id, Map.of());
        }

        public Question alarmQuery(String id) {
            return new Question("alarm", id, Map.of());
        }

        public Question alarmQuery(Map<String, String> filter, int limit, String cursor) {
            return new Question("alarms", "", filter);
        }

        public Map<String, Object> telemetryPage(List<Object> found, Question question) {
            return Map.of("items", found, "asked", question.id());
        }

        public Map<String, Object> telemetry(Object found) {
            return Map.of("latest", found);
        }

        public Map<String, Object> alarmPage(List<Object> found, Question question) {
            return Map.of("items", found, "filter", question.filter());
        }

        @SuppressWarnings("unchecked")
        public Map<String, Object> alarm(Object found) {
            return (Map<String, Object>) found;
        }
    }

    /** Waits for nothing, since acts take effect at once. */
    public static final class Patience {
        public Map<String, Object> untilAcknowledged(Map<String, Object> alarm) {
            return alarm;
        }

        public Map<String, Object> untilOver(Map<String, Object> alarm) {
            return alarm;
        }

        public Map<String, Object> untilNoted(Map<String, Object> alarm, String user) {
            return alarm;
        }
    }

    /** All there is lies in the hot store. */
    public static final class History {
        public List<Object> complete(List<Object> found, Question asked) {
            return found;
        }
    }

    /** The products, tables and files. */
    public static final class Files {
        public Map<String, Object> rollback(String id, Map<String, Object> body, String user) {
            return Map.of("id", id);
        }

        public Map<String, Object> list() {
            return Map.of("items", List.of(Map.of("id", "prod-a", "version", "0123456789ab")));
        }

        public Map<String, Object> tables() {
            return list();
        }

        public Map<String, Object> problems() {
            return Map.of("items", List.of());
        }

        public Map<String, Object> get(String id) {
            return Map.of("id", id);
        }

        public Map<String, Object> versions(String id) {
            return list();
        }

        public Map<String, Object> publish(Map<String, Object> body, String user) {
            return Map.of("by", user, "text", body.get("text"));
        }

        public Map<String, Object> attempt(String id, Map<String, Object> body) {
            return Map.of("telemetry", List.of(), "problems", List.of(), "tried", body.get("hex"));
        }
    }
}
