package hub.console;

/** Knows which devices a customer owns; without it a customer sees none. */
public interface DeviceVisibility {

    /** Whether the customer may see the device. Called for every live event and request: answer from memory. */
    boolean visible(String customerId, String deviceId);
}
