package hub.message;

import java.util.Map;

/**
 * One standard reading of one device: what every product's bytes become.
 *
 * <p>{@code position}, {@code part} and {@code traceId} are envelope: they identify and trace the record but are never
 * part of its published form.
 *
 * @param position the stream position of the frame it came from
 * @param part which record of that frame, from 0
 * @param traceId the trace of the read that brought the frame
 * @param deviceId the device
 * @param deviceTimestamp when the device measured, epoch milliseconds
 * @param timestampSource where that time came from: {@code device}, {@code header}, {@code hub} or {@code ingest}
 * @param hubId the forwarding hub, or empty
 * @param hubTimestamp when the hub forwarded it, epoch milliseconds, or 0 when absent
 * @param productId the product
 * @param specVersion the product specification that read it
 * @param childDeviceId the child behind a hub, or empty
 * @param metrics measured and derived values by name: Long, Double, Boolean, String (or a List of them)
 * @param ingestTimestamp when the hub received it, epoch milliseconds
 */
public record Telemetry(
        StreamPosition position,
        int part,
        String traceId,
        String deviceId,
        long deviceTimestamp,
        String timestampSource,
        String hubId,
        long hubTimestamp,
        String productId,
        String specVersion,
        String childDeviceId,
        Map<String, Object> metrics,
        long ingestTimestamp) {

    private static final int RADIX = Character.MAX_RADIX;

    /** Where this very delivery stands in the stream: partition, offset and part. */
    public String place() {
        return position.partition() + "-" + position.offset() + "-" + part;
    }

    /**
     * The identity under which a store keeps this record; the same after every replay, and when a device or broker sends it again.
     *
     * <p>A reading with a time of its own is known by time, device and content, the time first so that what arrives together lies
     * together; one that is dated by its arrival is known by its place in the stream.
     */
    public String id() {
        if (timestampSource.equals("ingest")) {
            return place();
        }
        int content = 31 * childDeviceId.hashCode() + metrics.hashCode();
        return Long.toString(deviceTimestamp, RADIX) + "-" + deviceId + "-" + Integer.toUnsignedString(content, RADIX);
    }
}
