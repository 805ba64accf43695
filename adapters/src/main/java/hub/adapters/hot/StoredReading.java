package hub.adapters.hot;

import hub.message.StreamPosition;
import hub.message.Telemetry;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.Document;

/** Makes a reading again of its document; what the hot store does not keep (trace, specification) stays empty. */
final class StoredReading {
    private StoredReading() {}

    static Telemetry of(Document stored) {
        String id = stored.getString("_id");
        String deviceId = stored.getString("device_id");
        long time = stored.getDate("device_timestamp").getTime();
        boolean ownTime = id.startsWith(Long.toString(time, Character.MAX_RADIX) + "-" + deviceId + "-");
        String[] place = ownTime ? new String[] {"0", "", "0"} : id.split("-", 3);
        Date hubTime = stored.getDate("hub_timestamp");
        return new Telemetry(
                new StreamPosition(Integer.parseInt(place[0]), place[1]),
                Integer.parseInt(place[2]),
                "",
                deviceId,
                time,
                ownTime ? "device" : "ingest",
                text(stored, "hub_id"),
                hubTime == null ? 0 : hubTime.getTime(),
                stored.getString("productId"),
                "",
                text(stored, "childDeviceId"),
                metrics(stored.get("metrics", Document.class)),
                stored.getDate("ingest_timestamp").getTime());
    }

    private static Map<String, Object> metrics(Document stored) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        stored.forEach((name, value) -> metrics.put(FieldNames.original(name), value));
        return metrics;
    }

    private static String text(Document stored, String field) {
        String text = stored.getString(field);
        return text == null ? "" : text;
    }
}
