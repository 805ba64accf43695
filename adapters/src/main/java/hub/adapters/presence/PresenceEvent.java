package hub.adapters.presence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.TraceId;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One change of presence in the words of AWS IoT's life cycle events, with two kinds besides: {@code heard} and
 * {@code silent}, for devices that keep no session.
 *
 * @param deviceId whose
 * @param clientId its client at the broker, or the device itself
 * @param type {@code connected}, {@code disconnected}, {@code heard} or {@code silent}
 * @param version order within the client; both ends of a connection have the same
 */
record PresenceEvent(
        String deviceId,
        String clientId,
        String type,
        long version,
        Instant at,
        String node,
        String address,
        String reason,
        boolean byClient) {

    static final String ROLE = "presence";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The event as a frame of the stream, under its device. */
    RawFrame frame() {
        return new RawFrame(
                StreamPosition.NONE,
                deviceId,
                "",
                "",
                ROLE,
                "$aws/events/presence/" + type + "/" + clientId,
                "json",
                ROLE,
                at.toEpochMilli(),
                TraceId.next(),
                json());
    }

    private byte[] json() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("clientId", clientId);
        body.put("timestamp", at.toEpochMilli());
        body.put("eventType", type);
        body.put("sessionIdentifier", clientId + "-" + version);
        body.put("principalIdentifier", deviceId);
        body.put("versionNumber", version);
        body.put("node", node);
        if (!address.isEmpty()) {
            body.put("ipAddress", address);
        }
        if (!reason.isEmpty()) {
            body.put("disconnectReason", reason);
            body.put("clientInitiatedDisconnect", byClient);
        }
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static PresenceEvent read(RawFrame frame) {
        try {
            JsonNode body = JSON.readTree(frame.payload());
            return new PresenceEvent(
                    frame.deviceId(),
                    body.path("clientId").asText(frame.deviceId()),
                    body.path("eventType").asText(),
                    body.path("versionNumber").asLong(),
                    Instant.ofEpochMilli(body.path("timestamp").asLong(frame.receivedAt())),
                    body.path("node").asText(""),
                    body.path("ipAddress").asText(""),
                    body.path("disconnectReason").asText(""),
                    body.path("clientInitiatedDisconnect").asBoolean());
        } catch (IOException problem) {
            throw new IllegalArgumentException("not a presence event: " + problem.getMessage(), problem);
        }
    }
}
