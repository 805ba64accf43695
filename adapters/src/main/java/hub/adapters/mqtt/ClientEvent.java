package hub.adapters.mqtt;

import java.time.Instant;

/**
 * A device's client came to the broker or left it.
 *
 * @param clientId the client
 * @param user the device or hub it belongs to
 * @param connected whether it came
 * @param version grows with each connection of a client; both ends of a connection have the same
 * @param at when
 * @param address where it came from, without port
 * @param reason why it left, in AWS IoT's words, or empty
 * @param byClient whether it left by itself
 */
public record ClientEvent(
        String clientId,
        String user,
        boolean connected,
        long version,
        Instant at,
        String address,
        String reason,
        boolean byClient) {}
