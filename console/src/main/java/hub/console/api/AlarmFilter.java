package hub.console.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names the API's filters for alarms as alarms name their fields. */
public final class AlarmFilter {

    /** Wanted values by field, called from YAML; null or empty means any and is left out. */
    public Map<String, String> of(String state, String severity, String alarmClass, String device, String product) {
        Map<String, String> filter = new LinkedHashMap<>();
        put(filter, "state", state);
        put(filter, "severity", severity);
        put(filter, "class", alarmClass);
        put(filter, "device_id", device);
        put(filter, "productId", product);
        return filter;
    }

    private static void put(Map<String, String> filter, String field, String value) {
        if (value != null && !value.isBlank()) {
            filter.put(field, value);
        }
    }
}
