package hub.message;

import java.util.Map;
import java.util.TreeMap;

/**
 * One message as a device sent it, with what the door knows about it; everything later can be redone from it.
 *
 * @param position where it stands in the stream; {@link StreamPosition#NONE} before it is appended
 * @param deviceId who speaks, never empty once the frame is in the stream
 * @param hubId the hub that forwarded it, or empty for a device that stands alone
 * @param productId the product, where the door fixes it (own listener, inbox folder), or empty: the registry decides
 * @param door the kind of door: {@code tcp}, {@code mqtt}, {@code rest} or {@code file}
 * @param address the topic, path, file and line, or remote address it came from
 * @param format how to read the payload: {@code hex}, {@code json} or {@code csv}
 * @param role what the message is about, {@code telemetry} unless the address says otherwise
 * @param receivedAt arrival, epoch milliseconds
 * @param traceId 32 hexadecimal digits, shared by all frames of one read
 * @param payload the bytes as received
 */
public record RawFrame(
        StreamPosition position,
        String deviceId,
        String hubId,
        String productId,
        String door,
        String address,
        String format,
        String role,
        long receivedAt,
        String traceId,
        byte[] payload) {

    /** The same frame at its place in the stream. */
    public RawFrame at(StreamPosition newPosition) {
        return new RawFrame(
                newPosition, deviceId, hubId, productId, door, address, format, role, receivedAt, traceId, payload);
    }

    /** What a dead letter keeps of the frame besides its payload, so that it can be given back to the stream as it came. */
    public Map<String, String> headers() {
        return new TreeMap<>(Map.of(
                "hubId", hubId,
                "productId", productId,
                "door", door,
                "address", address,
                "format", format,
                "role", role,
                "receivedAt", Long.toString(receivedAt),
                "traceId", traceId));
    }
}
