package hub.adapters.firmware;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.firmware.Refusal.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a device's request, read with AWS IoT's rules and refusals.
 *
 * @param body the JSON object, empty when nothing was sent
 */
record ThingRequest(JsonNode body) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int LONGEST_TOKEN = 64;
    private static final int LONGEST_DETAIL = 1024;
    private static final int LONGEST_STEP_MINUTES = 7 * 24 * 60;

    static ThingRequest read(byte[] payload) throws Refusal {
        if (payload.length == 0) {
            return new ThingRequest(JSON.createObjectNode());
        }
        try {
            JsonNode body = JSON.readTree(payload);
            if (!body.isObject()) {
                throw new Refusal(Code.InvalidRequest, "the body must be a JSON object");
            }
            return new ThingRequest(body);
        } catch (JsonProcessingException malformed) {
            throw new Refusal(Code.InvalidJson, "the body is not JSON: " + malformed.getOriginalMessage());
        } catch (IOException malformed) {
            throw new Refusal(Code.InvalidJson, "the body is not JSON in UTF-8");
        }
    }

    /** The token as far as it may be given back, whatever else is wrong with the request. */
    String token() {
        String token = body.path("clientToken").asText("");
        return token.getBytes(StandardCharsets.UTF_8).length > LONGEST_TOKEN ? "" : token;
    }

    void checkToken() throws Refusal {
        JsonNode token = body.path("clientToken");
        boolean tooLong =
                token.isTextual() && token().isEmpty() && !token.asText().isEmpty();
        if (!token.isMissingNode() && !token.isTextual() || tooLong) {
            throw new Refusal(Code.InvalidRequest, "clientToken must be a text of at most " + LONGEST_TOKEN + " bytes");
        }
    }

    /** The step timeout in minutes, -1 to remove the timer; empty when not given. */
    Optional<Long> stepMinutes() throws Refusal {
        Optional<Long> minutes = number("stepTimeoutInMinutes");
        if (minutes.filter(each -> each != -1 && (each < 1 || each > LONGEST_STEP_MINUTES))
                .isPresent()) {
            throw new Refusal(Code.InvalidRequest, "stepTimeoutInMinutes must be 1 to 10080, or -1");
        }
        return minutes;
    }

    Optional<Long> number(String name) throws Refusal {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isTextual() && value.asText().matches("-?\\d{1,18}")) {
            return Optional.of(Long.parseLong(value.asText()));
        }
        if (!value.isIntegralNumber()) {
            throw new Refusal(Code.InvalidRequest, name + " must be a whole number");
        }
        return Optional.of(value.asLong());
    }

    boolean is(String name, boolean usual) {
        return body.path(name).asBoolean(usual);
    }

    /** The status details; empty when not given, which leaves them as they are. */
    Optional<Map<String, String>> details() throws Refusal {
        JsonNode said = body.path("statusDetails");
        if (said.isMissingNode() || said.isNull()) {
            return Optional.empty();
        }
        Map<String, String> details = new LinkedHashMap<>();
        boolean valid = said.isObject();
        for (var entry : said.properties()) {
            valid &= entry.getValue().isTextual()
                    && entry.getKey().length() <= 128
                    && entry.getValue().asText().length() <= LONGEST_DETAIL;
            details.put(entry.getKey(), entry.getValue().asText());
        }
        if (!valid) {
            throw new Refusal(
                    Code.InvalidRequest, "statusDetails must be an object of texts of at most 1024 characters");
        }
        return Optional.of(details);
    }
}
