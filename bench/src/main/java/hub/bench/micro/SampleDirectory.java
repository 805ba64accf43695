package hub.bench.micro;

import hub.product.DeviceDirectory;
import hub.product.RegisteredDevice;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A register in memory with every device of the sample. */
final class SampleDirectory implements DeviceDirectory {
    private final Map<String, RegisteredDevice> devices = new HashMap<>();

    @Override
    public Optional<RegisteredDevice> find(String deviceId) {
        return Optional.ofNullable(devices.get(deviceId));
    }

    @Override
    public RegisteredDevice register(String deviceId, String productId, String hubId) {
        return devices.computeIfAbsent(deviceId, id -> new RegisteredDevice(id, productId, hubId, ""));
    }
}
