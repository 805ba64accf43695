package hub.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A message that could not go on, kept with all that a person needs to mend and retry it.
 *
 * @param id derived from the stream position where there is one, so that a replay records it once
 * @param at when it failed
 * @param stage the stage of the walk: {@code receive}, {@code standardize}, {@code store}, {@code judge} ...
 * @param reason a short code such as {@code unknown-device}, {@code contract}, {@code checksum}
 * @param problems one line each: field, rule, value, offset and what to do
 * @param route the route it failed in
 * @param deviceId the device, or empty
 * @param productId the product, or empty
 * @param specVersion the product specification in force, or empty
 * @param attempts how often it was tried
 * @param headers what else was known: hub id, door, address, role, format, arrival time, trace id
 * @param payload the bytes as received
 */
public record DeadLetter(
        String id,
        Instant at,
        String stage,
        String reason,
        List<String> problems,
        String route,
        String deviceId,
        String productId,
        String specVersion,
        int attempts,
        Map<String, String> headers,
        byte[] payload) {}
