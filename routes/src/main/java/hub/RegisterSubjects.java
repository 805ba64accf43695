package hub;

import hub.adapters.ageing.Subjects;
import hub.master.Device;
import hub.master.DeviceRegister;
import hub.master.Placements;
import hub.message.DevicePlacement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks the register which devices are a customer's or a product's; a device that has moved is meant by both its customers. */
final class RegisterSubjects implements Subjects {

    private static final Instant FOR_EVER = Instant.parse("9999-01-01T00:00:00Z");

    private final DeviceRegister register;
    private final Placements placements;

    RegisterSubjects(DeviceRegister register, Placements placements) {
        this.register = register;
        this.placements = placements;
    }

    @Override
    public Set<String> ofCustomer(String customerId) {
        Set<String> devices = register.after("")
                .map(Device::deviceId)
                .filter(device ->
                        register.customerOf(device).filter(customerId::equals).isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
        try {
            placements.between(Instant.EPOCH, FOR_EVER).stream()
                    .filter(span -> span.customerId().equals(customerId))
                    .map(DevicePlacement::deviceId)
                    .forEach(devices::add);
        } catch (SQLException problem) {
            throw new IllegalStateException("the register does not answer whose devices were whose", problem);
        }
        return devices;
    }

    @Override
    public Set<String> ofProduct(String productId) {
        return register.after("")
                .filter(device -> device.productId().equals(productId))
                .map(Device::deviceId)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
