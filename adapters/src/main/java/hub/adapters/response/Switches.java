package hub.adapters.response;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people allow the hub to do by itself.
 *
 * @param enabled the kill switch: false stops every action that is not yet under way
 * @param dryRun plan and note actions, but send none
 * @param disabledProducts products whose devices get no actions
 * @param quietHours hours of the day, such as {@code 22-6}, in which only actions of low risk are taken; empty for none
 * @param maintenance devices, products or, with neither, everything that is left alone for a time
 */
public record Switches(
        boolean enabled,
        boolean dryRun,
        List<String> disabledProducts,
        String quietHours,
        List<Maintenance> maintenance) {

    static final Switches USUAL = new Switches(true, false, List.of(), "", List.of());

    /** A time in which something is worked on. */
    public record Maintenance(String deviceId, String productId, Instant from, Instant to, String reason) {

        boolean covers(String device, String product, Instant at) {
            boolean meant =
                    isBlank(deviceId) ? isBlank(productId) || productId.equals(product) : deviceId.equals(device);
            return meant && !at.isBefore(from) && at.isBefore(to);
        }

        private static boolean isBlank(String text) {
            return text == null || text.isBlank();
        }
    }

    /** The end of the maintenance that a device is under, if it is. */
    Optional<Instant> maintenanceEnd(String device, String product, Instant at) {
        return maintenance.stream()
                .filter(window -> window.covers(device, product, at))
                .map(Maintenance::to)
                .max(Instant::compareTo);
    }
}
