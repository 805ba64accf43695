package hub.product;

/**
 * What the register knows of one device, as far as reading its messages needs it.
 *
 * @param deviceId the device
 * @param productId its product
 * @param hubId the hub it stands behind, or empty
 * @param siteId where it stands, or empty; never copied into telemetry
 */
public record RegisteredDevice(String deviceId, String productId, String hubId, String siteId) {}
