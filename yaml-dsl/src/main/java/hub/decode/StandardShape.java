package hub.decode;

import hub.message.Telemetry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The published form of telemetry, in one place so that API, screens and files never differ. */
public final class StandardShape {

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private StandardShape() {}

    /** The published members in their order; what is absent is absent. */
    public static Map<String, Object> toMap(Telemetry telemetry) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("device_id", telemetry.deviceId());
        shape.put("device_timestamp", time(telemetry.deviceTimestamp()));
        if (!telemetry.hubId().isEmpty()) {
            shape.put("hub_id", telemetry.hubId());
        }
        if (telemetry.hubTimestamp() != 0) {
            shape.put("hub_timestamp", time(telemetry.hubTimestamp()));
        }
        shape.put("productId", telemetry.productId());
        if (!telemetry.childDeviceId().isEmpty()) {
            shape.put("childDeviceId", telemetry.childDeviceId());
        }
        shape.put("metrics", telemetry.metrics());
        shape.put("ingest_timestamp", time(telemetry.ingestTimestamp()));
        return shape;
    }

    /** ISO 8601 in UTC with milliseconds. */
    public static String time(long epochMillis) {
        return MILLISECONDS.format(Instant.ofEpochMilli(epochMillis));
    }
}
