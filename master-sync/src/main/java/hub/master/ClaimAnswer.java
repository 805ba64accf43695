package hub.master;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a device that claims an identity is told.
 *
 * @param retryAfter seconds after which it may ask again; 0 unless it asked too often
 * @param body the answer in ThingsBoard's words
 */
public record ClaimAnswer(int retryAfter, Map<String, Object> body) {

    static ClaimAnswer granted(String deviceId, String credentialsType, String secret) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", "SUCCESS");
        body.put("deviceName", deviceId);
        body.put("credentialsType", credentialsType);
        body.put(
                "credentialsValue",
                credentialsType.equals(ClaimRequest.BASIC)
                        ? Map.of("clientId", deviceId, "userName", deviceId, "password", secret)
                        : secret);
        return new ClaimAnswer(0, body);
    }

    static ClaimAnswer notFound() {
        return new ClaimAnswer(0, Map.of("status", "NOT_FOUND", "errorMsg", "Provision data was not found!"));
    }

    static ClaimAnswer failed(String problem) {
        return new ClaimAnswer(0, Map.of("status", "FAILURE", "errorMsg", problem));
    }

    static ClaimAnswer tooOften(int seconds) {
        return new ClaimAnswer(
                seconds,
                Map.of("status", "FAILURE", "errorMsg", "asked too often; ask again in " + seconds + " seconds"));
    }

    String status() {
        return String.valueOf(body.get("status"));
    }
}
