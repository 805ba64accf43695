package hub.product;

import java.util.Optional;

/** Answers which product a device is of, on the hot path: implementations answer from memory. */
public interface DeviceDirectory {

    /** The device, or empty when nobody registered it. */
    Optional<RegisteredDevice> find(String deviceId);

    /**
     * Registers a device that its product lets in by itself; registering it again answers the first registration.
     *
     * @param hubId the hub it stands behind, or empty
     */
    RegisteredDevice register(String deviceId, String productId, String hubId);
}
