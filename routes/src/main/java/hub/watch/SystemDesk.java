package hub.watch;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Tells how each outside system is, as {@code /actuator/health} tells it, in the shape of the contract. */
public final class SystemDesk {

    private final Supplier<List<SystemState>> systems;

    /** @param systems asks each system anew */
    public SystemDesk(Supplier<List<SystemState>> systems) {
        this.systems = systems;
    }

    /** The state of each system; takes as long as asking them all. */
    public Map<String, Object> list() {
        long begun = System.nanoTime();
        List<SystemState> states = systems.get();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("down", states.stream().filter(SystemDesk::isDown).count());
        answer.put("items", states.stream().map(SystemDesk::shape).toList());
        answer.put("tookMillis", Duration.ofNanos(System.nanoTime() - begun).toMillis());
        return answer;
    }

    private static boolean isDown(SystemState state) {
        return !state.status().equals("UP") && !state.status().equals("UNKNOWN");
    }

    private static Map<String, Object> shape(SystemState state) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", state.name());
        shape.put("status", state.status());
        if (!state.details().isEmpty()) {
            shape.put("details", plain(state.details()));
        }
        return shape;
    }

    /** What JSON can say: maps, lists, numbers and texts. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, each) -> plain.put(String.valueOf(key), plain(each)));
            return plain;
        }
        if (value instanceof Collection<?> several) {
            return several.stream().map(SystemDesk::plain).toList();
        }
        return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
    }
}
