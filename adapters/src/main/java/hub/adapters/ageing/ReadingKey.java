package hub.adapters.ageing;

/**
 * What ageing must know of a reading.
 *
 * @param id the reading's identity
 * @param deviceId the device
 * @param productId the product
 * @param time when it was measured, epoch milliseconds
 */
public record ReadingKey(String id, String deviceId, String productId, long time) {

    Span span() {
        return Span.of(productId, time);
    }
}
