package hub.decode;

import hub.product.DeviceDirectory;
import hub.product.RegisteredDevice;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A device directory in memory. */
final class TestingDirectory implements DeviceDirectory {

    private final Map<String, RegisteredDevice> devices = new ConcurrentHashMap<>();

    @Override
    public Optional<RegisteredDevice> find(String deviceId) {
        return Optional.ofNullable(devices.get(deviceId));
    }

    @Override
    public RegisteredDevice register(String deviceId, String productId, String hubId) {
        return devices.computeIfAbsent(deviceId, id -> new RegisteredDevice(id, productId, hubId, ""));
    }
}
