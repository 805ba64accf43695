package hub.adapters.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.message.RawFrame;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What AWS IoT Commands answers to a device's response: {@code .../response/accepted/json} or {@code .../response/rejected/json}.
 *
 * @see <a href="https://docs.aws.amazon.com/iot/latest/developerguide/iot-remote-command-execution-update-mqtt.html">UpdateCommandExecution</a>
 */
final class ResponseAnswer {

    private static final Pattern TOPIC =
            Pattern.compile("(\\$aws/commands/[^/]+/[^/]+/executions/([^/]+)/response)/json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResponseAnswer() {}

    /** Nothing for a result that came another way. */
    static Optional<Map.Entry<String, byte[]>> accepted(RawFrame frame) {
        return answer(frame, "accepted", Map.of());
    }

    /** @param error one of AWS's codes, such as {@code InvalidRequest} */
    static Optional<Map.Entry<String, byte[]>> rejected(RawFrame frame, String error, String message) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("error", error);
        problem.put("errorMessage", message);
        return answer(frame, "rejected", problem);
    }

    private static Optional<Map.Entry<String, byte[]>> answer(
            RawFrame frame, String kind, Map<String, Object> problem) {
        Matcher topic = TOPIC.matcher(frame.address());
        if (!topic.matches()) {
            return Optional.empty();
        }
        Map<String, Object> body = new LinkedHashMap<>(problem);
        body.put("executionId", topic.group(2));
        try {
            return Optional.of(Map.entry(topic.group(1) + "/" + kind + "/json", JSON.writeValueAsBytes(body)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts can always be written", impossible);
        }
    }
}
