package hub.master;

import java.time.Instant;

/**
 * A device as the register knows it.
 *
 * @param deviceId its id on the wire
 * @param productId the product that explains its bytes
 * @param hubId the hub it speaks through, or empty
 * @param siteId where it stands, or empty
 * @param registeredAt when it was first registered
 */
public record Device(String deviceId, String productId, String hubId, String siteId, Instant registeredAt) {}
