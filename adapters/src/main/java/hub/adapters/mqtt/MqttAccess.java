package hub.adapters.mqtt;

/**
 * Decides who may use the embedded broker; the device register answers, the broker only asks.
 *
 * <p>The hub itself is never asked about. Whatever is not allowed is refused, also when an answer fails with an exception. Answers come
 * from several threads at once; those about topics are asked for every message and must come from memory.
 */
public interface MqttAccess {

    /**
     * Whether a client may connect.
     *
     * @param user user name, the id of a device or hub
     * @param password as sent; empty when none was sent
     * @param clientId never empty; two connections with one client id end each other, so it should belong to the user
     */
    boolean mayConnect(String user, byte[] password, String clientId);

    /**
     * Whether a client may connect that has proved its name by a certificate this hub trusts; what it says about user and password is
     * not looked at then.
     *
     * @param name common name of the certificate, the id of a device or hub
     * @param clientId never empty
     */
    default boolean mayConnectByCertificate(String name, String clientId) {
        return false;
    }

    /** Whether a device without an identity may connect to claim one; it may do nothing else. */
    default boolean mayClaim() {
        return false;
    }

    /** Whether a connected user may send to a topic. */
    boolean mayPublish(String user, String topic);

    /** Whether a connected user may receive what a topic filter matches; of a shared subscription the part after the group's name. */
    boolean maySubscribe(String user, String filter);

    /** Told when a device's client has come or gone; called on the broker's threads, so it must not wait. */
    default void clientChanged(ClientEvent event) {}
}
