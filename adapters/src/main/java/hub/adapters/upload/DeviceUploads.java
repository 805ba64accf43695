package hub.adapters.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/** Answers devices that bring files: {@code upload_request} gets a URL, {@code upload_complete} the verdict on the file. */
public final class DeviceUploads {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final String REQUEST = "upload_request";

    private final PresignedUpload uploads;
    private final Predicate<String> isDevice;
    private final Clock clock;

    /** @param isDevice whether a device of that id is registered */
    public DeviceUploads(PresignedUpload uploads, Predicate<String> isDevice, Clock clock) {
        this.uploads = uploads;
        this.isDevice = isDevice;
        this.clock = clock;
    }

    /**
     * What to publish to a device.
     *
     * @param topic where
     * @param body JSON
     */
    public record Answer(String topic, byte[] body) {}

    /**
     * What a batch came to.
     *
     * @param answers for the devices
     * @param deadLetters of what was refused; the device was told as well
     */
    public record Answers(List<Answer> answers, List<DeadLetter> deadLetters) {}

    /**
     * Answers a batch of one role; answering it again gives the same uploads.
     *
     * @throws SQLException when the store is away, so that the batch is tried again
     */
    public Answers answer(List<RawFrame> frames) throws SQLException, IOException {
        List<Answer> answers = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        for (RawFrame frame : frames) {
            if (!isDevice.test(frame.deviceId())) {
                letters.add(refuse(frame, "unknown-device", "device '" + frame.deviceId() + "' is not registered"));
                continue;
            }
            Map<String, Object> answer = new LinkedHashMap<>();
            try {
                Map<String, Object> body = JSON.readValue(frame.payload(), FIELDS);
                Object fields = body.get("data") instanceof Map<?, ?> data ? data : body;
                answer.put("requestId", PresignedUpload.text(body, "requestId"));
                answer.putAll(decide(frame, JSON.convertValue(fields, FIELDS)));
            } catch (JsonProcessingException
                    | IllegalArgumentException
                    | IllegalStateException
                    | NoSuchElementException refused) {
                String reason = refused instanceof JsonProcessingException
                        ? "the body is not JSON"
                        : String.valueOf(refused.getMessage());
                answer.put("status", "rejected");
                answer.put("reason", reason);
                letters.add(refuse(frame, "upload", reason));
            }
            answers.add(new Answer(topic(frame), JSON.writeValueAsBytes(answer)));
        }
        return new Answers(answers, letters);
    }

    private Map<String, Object> decide(RawFrame frame, Map<String, Object> body) throws SQLException, IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", "accepted");
        if (frame.role().equals(REQUEST)) {
            String id = "device-" + frame.deviceId() + "-"
                    + frame.position().toString().replaceAll("[^\\w-]", "-");
            answer.putAll(uploads.promise(id, body, "device:" + frame.deviceId(), frame.deviceId()));
        } else {
            answer.putAll(uploads.complete(uploads.ofDevice(PresignedUpload.text(body, "id"), frame.deviceId())));
        }
        return answer;
    }

    /** The address a frame came from names the environment; where it does not, it is {@code dev}. */
    private static String topic(RawFrame frame) {
        String[] levels = frame.address().replaceFirst("^/", "").split("/");
        boolean named = levels.length > 1 && List.of("dev", "stg", "prd").contains(levels[1]);
        String hub = frame.hubId().isEmpty() ? "nohub" : frame.hubId();
        return "iotlink/" + (named ? levels[1] : "dev") + "/" + hub + "/" + frame.deviceId() + "/event/sub/"
                + frame.role() + "/json";
    }

    private DeadLetter refuse(RawFrame frame, String reason, String problem) {
        return new DeadLetter(
                frame.position() + "-upload",
                clock.instant(),
                "receive",
                reason,
                List.of(problem),
                "answer-upload",
                frame.deviceId(),
                frame.productId(),
                "",
                1,
                frame.headers(),
                frame.payload());
    }
}
