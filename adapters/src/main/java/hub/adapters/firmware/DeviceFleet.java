package hub.adapters.firmware;

import java.util.List;
import java.util.Optional;

/** What jobs need to know of the register. */
public interface DeviceFleet {

    /** The product of a registered device. */
    Optional<String> productOf(String deviceId);

    /** The devices of a product. */
    List<String> ofProduct(String productId);
}
