package hub.console;

/** Knows the secrets of devices and hubs, so that {@code /ingest/**} can tell who is speaking. */
public interface DeviceKeys {

    /**
     * Whether the holder of a key may speak for a device: a device for itself, a hub for itself and its children.
     *
     * @param key the {@code X-API-Key} header, never empty
     * @param hubId the hub of the path, {@code nohub} for a device that stands alone
     * @param deviceId the device of the path
     */
    boolean accepts(String key, String hubId, String deviceId);

    /** Whether the holder of a key may speak for a thing: the thing itself, or the hub it is registered with. */
    default boolean acceptsForThing(String key, String thing) {
        return accepts(key, "nohub", thing);
    }

    /**
     * Whether a key belongs to anybody: an unknown key is answered 401, a known one that is not accepted 403. Asked only
     * about keys that were not accepted, because salted secrets make it slow.
     */
    default boolean knows(String key) {
        return true;
    }
}
