package hub.product;

import java.util.Optional;

/**
 * How a product with its own TCP listener cuts its stream into frames, names its devices and answers them.
 *
 * @param port the listener's port
 * @param cut how one frame is told from the next
 * @param maxFrame the longest frame accepted, bytes including delimiters
 * @param deviceIdFrom where a frame names its device, unless a login frame does
 * @param login the frame that each connection begins with, if the product has one
 * @param reply what the device is answered
 */
public record Framing(
        int port,
        FrameCut cut,
        int maxFrame,
        Optional<DeviceIdSource> deviceIdFrom,
        Optional<Login> login,
        Reply reply) {

    /**
     * A first frame per connection that names the device for all frames after it.
     *
     * @param cut how it is cut
     * @param deviceIdFrom where it names the device
     * @param reply its answer
     */
    public record Login(FrameCut cut, DeviceIdSource deviceIdFrom, Reply reply) {}
}
