package hub.product;

/** What becomes of a message of this product from a device that nobody registered. */
public enum UnknownDevicePolicy {
    /** It waits among the dead letters until the device is registered. */
    QUARANTINE,
    /** The device is registered by its first message. */
    AUTO_REGISTER
}
