package hub.watch;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One line that is open now.
 *
 * @param kind {@code live}, {@code mqtt}, {@code sync} or {@code tcp}
 * @param id names it among those of its kind
 * @param deviceId the device behind it, or empty
 * @param user the person or account behind it, or empty
 * @param address where it comes from, or empty
 * @param since when it was opened
 * @param lastMessageAt when something came over it last
 * @param detail what else there is to know, or empty
 */
record Connection(
        String kind,
        String id,
        String deviceId,
        String user,
        String address,
        Optional<Instant> since,
        Optional<Instant> lastMessageAt,
        String detail) {

    /** In the shape of the contract. */
    Map<String, Object> shape() {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("kind", kind);
        shape.put("id", id);
        text(shape, "device_id", deviceId);
        text(shape, "user", user);
        text(shape, "address", address);
        since.ifPresent(at -> shape.put("since", at.toString()));
        lastMessageAt.ifPresent(at -> shape.put("lastMessageAt", at.toString()));
        text(shape, "detail", detail);
        return shape;
    }

    private static void text(Map<String, Object> shape, String name, String value) {
        if (!value.isEmpty()) {
            shape.put(name, value);
        }
    }
}
