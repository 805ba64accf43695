package hub.console.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import hub.console.api.ApiShape;
import hub.message.Alarm;
import hub.message.Telemetry;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shapes what routes publish as the API would show it. */
final class LiveShapes {

    private final ObjectMapper json = new ObjectMapper();
    private final ApiShape shape = new ApiShape();

    /** Whose payload this is, or empty. */
    static String deviceId(Object payload) {
        if (payload instanceof Telemetry telemetry) {
            return telemetry.deviceId();
        }
        if (payload instanceof Alarm alarm) {
            return alarm.deviceId();
        }
        if (payload instanceof Map<?, ?> map && map.get("device_id") instanceof String id) {
            return id;
        }
        return "";
    }

    String json(Object payload) {
        try {
            return json.writeValueAsString(shape.of(payload));
        } catch (JsonProcessingException unfit) {
            throw new UncheckedIOException("cannot show " + payload.getClass().getName() + " as JSON", unfit);
        }
    }

    Map<String, Object> item(LiveEvent event, String epoch) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", epoch + "-" + event.id());
        item.put("topic", event.topic());
        item.put("data", new RawValue(event.json()));
        return item;
    }
}
