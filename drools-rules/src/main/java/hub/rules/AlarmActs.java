package hub.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.message.AlarmAct;
import hub.message.AlarmState;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.TraceId;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts acts on alarms on the stream under their device, and reads them back, so that the judge meets them in order. */
public final class AlarmActs {
    /** The role under which acts travel the stream. */
    public static final String ROLE = "alarm_act";

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final Clock clock;

    /** @param clock tells when an act entered the stream */
    public AlarmActs(Clock clock) {
        this.clock = clock;
    }

    /** One frame for each act; {@code acts} is an {@link AlarmAct} or a list of them. */
    public List<RawFrame> frames(Object acts) {
        List<?> list = acts instanceof List<?> several ? several : List.of(acts);
        return list.stream().map(act -> frame((AlarmAct) act)).toList();
    }

    /** The acts of frames of role {@code alarm_act}; only the hub writes those, so one that cannot be read is a defect. */
    public List<AlarmAct> read(List<RawFrame> frames) throws IOException {
        List<AlarmAct> acts = new ArrayList<>(frames.size());
        for (RawFrame frame : frames) {
            Map<String, Object> fields = JSON.readValue(frame.payload(), MAP);
            acts.add(act(frame.deviceId(), fields));
        }
        return acts;
    }

    private RawFrame frame(AlarmAct act) {
        return new RawFrame(
                StreamPosition.NONE,
                act.deviceId(),
                "",
                "",
                "hub",
                "alarm/" + act.alarmId(),
                "json",
                ROLE,
                clock.millis(),
                TraceId.next(),
                json(act));
    }

    private static byte[] json(AlarmAct act) {
        ObjectNode fields = JSON.createObjectNode();
        fields.put("id", act.id());
        fields.put("alarmId", act.alarmId());
        fields.put("kind", act.kind().name());
        act.to().ifPresent(state -> fields.put("to", Words.state(state)));
        fields.put("at", act.at().toEpochMilli());
        fields.put("by", act.by());
        fields.put("cause", act.cause());
        act.until().ifPresent(until -> fields.put("until", until.toEpochMilli()));
        fields.set("response", JSON.valueToTree(act.response()));
        try {
            return JSON.writeValueAsBytes(fields);
        } catch (JsonProcessingException defect) {
            throw new IllegalArgumentException("act " + act.id() + " on an alarm cannot be written as JSON", defect);
        }
    }

    @SuppressWarnings("unchecked")
    private static AlarmAct act(String deviceId, Map<String, Object> fields) {
        return new AlarmAct(
                (String) fields.get("id"),
                (String) fields.get("alarmId"),
                deviceId,
                AlarmAct.Kind.valueOf((String) fields.get("kind")),
                Optional.ofNullable((String) fields.get("to"))
                        .map(state -> AlarmState.valueOf(state.toUpperCase(Locale.ROOT))),
                time(fields.get("at")),
                (String) fields.get("by"),
                (String) fields.get("cause"),
                Optional.ofNullable(fields.get("until")).map(AlarmActs::time),
                (Map<String, Object>) fields.get("response"));
    }

    private static Instant time(Object millis) {
        return Instant.ofEpochMilli(((Number) millis).longValue());
    }
}
