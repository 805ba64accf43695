package hub.master;

/** Which devices may claim an identity by a product's key; the names are ThingsBoard's. */
enum ClaimStrategy {
    DISABLED,
    ALLOW_CREATE_NEW_DEVICES,
    CHECK_PRE_PROVISIONED_DEVICES
}
