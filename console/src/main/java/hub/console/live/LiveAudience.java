package hub.console.live;

import hub.console.DeviceVisibility;
import hub.console.Role;
import hub.console.api.Caller;
import java.util.Set;

/**
 * Decides which events one caller may see.
 *
 * @param device only of this one; empty for any
 */
record LiveAudience(Caller caller, Set<String> topics, String device, DeviceVisibility visibility) {

    boolean admits(LiveEvent event) {
        if (!topics.isEmpty() && !topics.contains(event.topic())) {
            return false;
        }
        if (!device.isEmpty() && !device.equals(event.deviceId())) {
            return false;
        }
        if (event.topic().equals(LiveEvents.DISPATCHES) && !seesDispatches()) {
            return false;
        }
        if (event.topic().equals(LiveEvents.NOTICES) && !seesNotices()) {
            return false;
        }
        if (!caller.seesOnlyOwnDevices()) {
            return true;
        }
        return !event.deviceId().isEmpty()
                && !caller.customerId().isEmpty()
                && visibility.visible(caller.customerId(), event.deviceId());
    }

    private boolean seesNotices() {
        return caller.is(Role.SERVICE) || caller.is(Role.OPERATOR);
    }

    private boolean seesDispatches() {
        return caller.is(Role.SERVICE)
                || caller.is(Role.OPERATOR)
                || caller.is(Role.TECHNICIAN)
                || caller.is(Role.CUSTOMER);
    }
}
