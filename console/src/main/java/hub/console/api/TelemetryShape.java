package hub.console.api;

import hub.message.Telemetry;
import java.util.LinkedHashMap;
import java.util.Map;

/** Interim. */
final class TelemetryShape {
    private TelemetryShape() {}

    static Map<String, Object> toMap(Telemetry telemetry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("device_id", telemetry.deviceId());
        map.put("metrics", telemetry.metrics());
        return map;
    }
}
