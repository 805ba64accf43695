package hub;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.camel.ProducerTemplate;

/** Lets the answer to a person's act on an alarm wait until the act has gone through the stream and reached the alarm. */
public final class AlarmPatience {
    private static final long LONGEST = Duration.ofSeconds(5).toNanos();
    private static final long PAUSE_MILLIS = 25;
    private static final Set<Object> OVER = Set.of("cleared", "resolved", "closed");

    private final ProducerTemplate routes;

    AlarmPatience(ProducerTemplate routes) {
        this.routes = routes;
    }

    /** The alarm when it is acknowledged, or as it stands after five seconds. */
    public Map<String, Object> untilAcknowledged(Map<String, Object> before) throws InterruptedException {
        return until(before, alarm -> Boolean.TRUE.equals(alarm.get("acknowledged")));
    }

    /** The alarm when it is over, or as it stands after five seconds. */
    public Map<String, Object> untilOver(Map<String, Object> before) throws InterruptedException {
        return until(before, alarm -> OVER.contains(alarm.get("state")));
    }

    /** The alarm when its history has one more line of this user, or as it stands after five seconds. */
    public Map<String, Object> untilNoted(Map<String, Object> before, String user) throws InterruptedException {
        long lines = linesOf(user, before);
        return until(before, alarm -> linesOf(user, alarm) > lines);
    }

    private static long linesOf(String user, Map<String, Object> alarm) {
        return ((List<?>) alarm.get("history"))
                .stream()
                        .filter(line -> line instanceof Map<?, ?> fields && user.equals(fields.get("by")))
                        .count();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> until(Map<String, Object> before, Predicate<Map<String, Object>> reached)
            throws InterruptedException {
        long end = System.nanoTime() + LONGEST;
        Map<String, Object> alarm = before;
        while (!reached.test(alarm) && System.nanoTime() < end) {
            Thread.sleep(PAUSE_MILLIS);
            alarm = routes.requestBodyAndHeader("direct:find-alarm", null, "id", before.get("id"), Map.class);
        }
        return alarm;
    }
}
