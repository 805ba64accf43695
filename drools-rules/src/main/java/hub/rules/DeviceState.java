package hub.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that the judgement remembers of one device. */
final class DeviceState {
    private final String deviceId;
    private final Map<String, MetricTrack> tracks = new HashMap<>(8);
    private List<Fault> faults = List.of();
    private ProductRules rules;
    private MetricTrack[] bySlot = new MetricTrack[0];

    DeviceState(String deviceId) {
        this.deviceId = deviceId;
    }

    String deviceId() {
        return deviceId;
    }

    /** The tracks in the order of the rules' slots. */
    MetricTrack[] tracks(ProductRules current) {
        if (rules != current) {
            rules = current;
            bySlot = current.slots().stream().map(slot -> track(slot.metric())).toArray(MetricTrack[]::new);
        }
        return bySlot;
    }

    MetricTrack track(String metric) {
        return tracks.computeIfAbsent(metric, name -> new MetricTrack());
    }

    Map<String, MetricTrack> tracks() {
        return tracks;
    }

    List<Fault> faults() {
        return faults;
    }

    /** The fault of that rule, null when there is none. */
    Fault fault(String rule) {
        for (int i = 0; i < faults.size(); i++) {
            if (faults.get(i).rule().equals(rule)) {
                return faults.get(i);
            }
        }
        return null;
    }

    void forget() {
        tracks.clear();
        faults = List.of();
        rules = null;
    }

    void add(Fault fault) {
        if (faults.isEmpty()) {
            faults = new ArrayList<>(2);
        }
        faults.add(fault);
    }

    void remove(Fault fault) {
        if (fault != null && !faults.isEmpty()) {
            faults.remove(fault);
        }
    }
}
