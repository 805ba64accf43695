package hub.adapters.command;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.message.RawFrame;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a device says about an execution: {@code {executionId, status, statusReason:{reasonCode, reasonDescription}, result}},
 * at the top or under {@code data}. The id may instead stand in the address: as AWS IoT Commands puts it into the topic, or
 * as MQTT 5 carries it in the correlation data. Devices with binary protocols give back the low bytes of its number as
 * {@code execution}.
 */
record ResultMessage(
        String executionId,
        OptionalLong number,
        int numberBytes,
        ExecutionState state,
        String reason,
        Map<String, Object> result) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final Pattern IN_ADDRESS = Pattern.compile("/executions/([^/]+)/response|[?]execution=(.+)$");

    /** @throws IllegalArgumentException with a sentence that names the field */
    static ResultMessage read(RawFrame frame) {
        JsonNode top = json(frame);
        JsonNode body = top.has("status") || !top.path("data").isObject() ? top : top.path("data");
        String status = body.path("status").asText("");
        ExecutionState state = ExecutionState.reported(status)
                .orElseThrow(() -> new IllegalArgumentException(
                        "status: '" + status + "' is none of IN_PROGRESS, SUCCEEDED, FAILED, REJECTED, TIMED_OUT"));
        String id = body.path("executionId").asText(top.path("executionId").asText(inAddress(frame.address())));
        OptionalLong number = body.path("execution").canConvertToLong()
                ? OptionalLong.of(body.path("execution").asLong())
                : OptionalLong.empty();
        if (id.isEmpty() && number.isEmpty()) {
            throw new IllegalArgumentException("executionId: is missing; give back the one of the control_request");
        }
        JsonNode result = body.path("result");
        return new ResultMessage(
                id,
                number,
                body.path("executionBytes").asInt(Integer.BYTES),
                state,
                reason(body),
                result.isObject()
                        ? JSON.convertValue(result, FIELDS)
                        : result.isMissingNode() || result.isNull() ? Map.of() : Map.of("value", plain(result)));
    }

    private static Object plain(JsonNode value) {
        return JSON.convertValue(value, Object.class);
    }

    private static JsonNode json(RawFrame frame) {
        try {
            JsonNode node = JSON.readTree(frame.payload());
            if (node == null || !node.isObject()) {
                throw new IllegalArgumentException("body: is not a JSON object");
            }
            return node;
        } catch (IOException problem) {
            throw new IllegalArgumentException("body: is not JSON: " + problem.getMessage(), problem);
        }
    }

    private static String reason(JsonNode body) {
        JsonNode reason = body.path("statusReason");
        if (!reason.isObject()) {
            return body.path("reason").asText(reason.asText(""));
        }
        String code = reason.path("reasonCode").asText("");
        String text = reason.path("reasonDescription").asText("");
        return code.isEmpty() || text.isEmpty() ? code + text : code + ": " + text;
    }

    private static String inAddress(String address) {
        Matcher matcher = IN_ADDRESS.matcher(address);
        return !matcher.find() ? "" : matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }
}
