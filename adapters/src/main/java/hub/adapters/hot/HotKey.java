package hub.adapters.hot;

/**
 * What ageing must know of a stored reading.
 *
 * @param id its id, which begins with its time where it has a time of its own
 * @param deviceId the device
 * @param productId the product it was read by
 * @param time when it was measured, epoch milliseconds
 */
public record HotKey(String id, String deviceId, String productId, long time) {}
