package hub.master;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * What a device without an identity asks, in ThingsBoard's words.
 *
 * @param deviceName the id it wants, or empty
 * @param key the product's {@code provisionDeviceKey}
 * @param secret the product's {@code provisionDeviceSecret}
 * @param credentialsType {@code ACCESS_TOKEN} or {@code MQTT_BASIC}
 */
record ClaimRequest(String deviceName, String key, String secret, String credentialsType) {

    static final String TOKEN = "ACCESS_TOKEN";
    static final String BASIC = "MQTT_BASIC";
    private static final int LONGEST_BODY = 4096;
    private static final int LONGEST_NAME = 128;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IllegalArgumentException with a sentence that names the field */
    static ClaimRequest read(byte[] body) {
        if (body.length > LONGEST_BODY) {
            throw new IllegalArgumentException("body: has more than " + LONGEST_BODY + " bytes");
        }
        try {
            return read(JSON.readTree(body));
        } catch (IOException problem) {
            throw new IllegalArgumentException("body: is not JSON", problem);
        }
    }

    private static ClaimRequest read(JsonNode body) {
        if (!body.isObject()) {
            throw new IllegalArgumentException("body: is not a JSON object");
        }
        String type = text(body, "credentialsType");
        if (!type.isEmpty() && !type.equals(TOKEN) && !type.equals(BASIC)) {
            throw new IllegalArgumentException(
                    "credentialsType: '" + shortened(type) + "' is not offered; use " + TOKEN + " or " + BASIC);
        }
        String name = text(body, "deviceName");
        if (name.length() > LONGEST_NAME || !name.matches("[^/;%\\s\\p{Cntrl}#+$]*")) {
            throw new IllegalArgumentException(
                    "deviceName: may have 1 to 128 characters and none of '/', '+', '#', ';', '%', '$' or blanks");
        }
        return new ClaimRequest(
                name,
                text(body, "provisionDeviceKey"),
                text(body, "provisionDeviceSecret"),
                type.isEmpty() ? TOKEN : type);
    }

    private static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
            throw new IllegalArgumentException(field + ": must be text");
        }
        return value.asText("");
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), 40));
    }
}
