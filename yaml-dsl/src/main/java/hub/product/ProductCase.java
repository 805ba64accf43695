package hub.product;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One example of a product: given this message, then that telemetry or those problems.
 *
 * @param file the file it stands in
 * @param line its line
 * @param name what it shows
 * @param format {@code hex}, {@code json}, {@code csv} or {@code bin}
 * @param payload the message
 * @param deviceId who sends it
 * @param hubId through which hub, or empty
 * @param children devices registered behind the sender
 * @param receivedAt when it arrives
 * @param telemetry what must come out, in order: members by their published names, metrics complete
 * @param problems what must be wrong, in order; each entry names some of reason, field, rule, value, offset, contains
 * @param result what it says about an order, if it is an answer to one; empty when it is telemetry
 * @param warnings what must be warned of, in order, if stated
 */
public record ProductCase(
        String file,
        int line,
        String name,
        String format,
        byte[] payload,
        String deviceId,
        String hubId,
        List<String> children,
        Instant receivedAt,
        List<Map<String, Object>> telemetry,
        List<Map<String, Object>> problems,
        Map<String, Object> result,
        Optional<List<Map<String, Object>>> warnings) {}
