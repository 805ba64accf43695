package hub.adapters.notice;

import hub.product.DeviceDirectory;
import hub.product.RegisteredDevice;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The alarms that keep others quiet at this moment: an open one of a hub mutes its children, a shelved one itself. */
final class Mute {

    private final DeviceDirectory devices;
    private final Map<String, String> alarmByHub = new HashMap<>();
    private final Set<String> shelved = new HashSet<>();

    /** @param alarms documents of the hot store, see {@link Notices#alarmQuestion} */
    Mute(List<? extends Map<String, Object>> alarms, Set<String> mutingRules, DeviceDirectory devices, Instant now) {
        this.devices = devices;
        for (Map<String, Object> alarm : alarms) {
            String id = String.valueOf(alarm.get("_id"));
            if (alarm.get("shelvedUntil") instanceof Date until
                    && until.toInstant().isAfter(now)) {
                shelved.add(id);
            }
            if (mutingRules.contains(String.valueOf(alarm.get("ruleId")))) {
                alarmByHub.put(String.valueOf(alarm.get("device_id")), id);
            }
        }
    }

    /** Why a notice about this alarm of this device is not told; empty when it is told. */
    Optional<String> reason(String alarmId, String deviceId) {
        if (shelved.contains(alarmId)) {
            return Optional.of("shelved");
        }
        return hubOf(devices, deviceId).filter(alarmByHub::containsKey).map(hub -> "inhibited");
    }

    /** The hub a device stands behind, unless it is one itself. */
    static Optional<String> hubOf(DeviceDirectory devices, String deviceId) {
        return devices.find(deviceId)
                .map(RegisteredDevice::hubId)
                .filter(hub -> !hub.isEmpty() && !hub.equals(deviceId));
    }
}
