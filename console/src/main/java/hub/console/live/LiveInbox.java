package hub.console.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is published within one pace; of the readings of a device only the newest stays. */
final class LiveInbox {

    private final int capacity;
    private Map<String, Published> readings = new LinkedHashMap<>();
    private List<Published> others = new ArrayList<>();
    private long dropped;
    private long lost;

    /** @param payload as the publisher gave it */
    record Published(String topic, String deviceId, Object payload) {}

    LiveInbox(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(Published published) {
        if (published.topic().equals(LiveEvents.READINGS)
                && !published.deviceId().isEmpty()) {
            if (readings.size() < capacity || readings.containsKey(published.deviceId())) {
                readings.put(published.deviceId(), published);
            } else {
                dropped++;
            }
        } else if (others.size() < capacity) {
            others.add(published);
        } else {
            dropped++;
            lost++;
        }
    }

    /** How many found no room since the start that no later event makes up for, as a device's next reading does. */
    synchronized long lost() {
        return lost;
    }

    synchronized List<Published> take() {
        if (readings.isEmpty() && others.isEmpty()) {
            return List.of();
        }
        List<Published> taken = new ArrayList<>(others);
        taken.addAll(readings.values());
        readings = new LinkedHashMap<>();
        others = new ArrayList<>();
        return taken;
    }

    /** How many found no room since the start. */
    synchronized long dropped() {
        return dropped;
    }
}
