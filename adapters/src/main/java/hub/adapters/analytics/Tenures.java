package hub.adapters.analytics;

import hub.message.DevicePlacement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Whose which device was when; moves between sites of one customer do not show. */
final class Tenures {

    private final Map<String, List<Tenure>> ofDevices = new HashMap<>();
    private final Map<String, List<Map.Entry<String, Tenure>>> ofCustomers = new HashMap<>();

    Tenures(List<DevicePlacement> placements) {
        placements.stream()
                .sorted(Comparator.comparing(DevicePlacement::deviceId).thenComparingLong(DevicePlacement::from))
                .filter(placement -> !placement.customerId().isEmpty() && placement.from() < placement.until())
                .forEach(this::add);
        ofDevices.forEach((device, tenures) -> tenures.forEach(tenure -> ofCustomers
                .computeIfAbsent(tenure.customerId(), any -> new ArrayList<>())
                .add(Map.entry(device, tenure))));
    }

    private void add(DevicePlacement placed) {
        Tenure next = new Tenure(placed.customerId(), placed.timeZone(), placed.from(), placed.until());
        List<Tenure> tenures = ofDevices.computeIfAbsent(placed.deviceId(), any -> new ArrayList<>());
        Tenure before = tenures.isEmpty() ? null : tenures.get(tenures.size() - 1);
        if (before != null && before.until() == next.from() && before.isSameOwner(next)) {
            tenures.set(
                    tenures.size() - 1, new Tenure(next.customerId(), next.timeZone(), before.from(), next.until()));
        } else {
            tenures.add(next);
        }
    }

    Map<String, List<Tenure>> ofDevices() {
        return ofDevices;
    }

    List<Tenure> ofDevice(String deviceId) {
        return ofDevices.getOrDefault(deviceId, List.of());
    }

    /** The devices a customer had, each with a span in which he had it. */
    List<Map.Entry<String, Tenure>> ofCustomer(String customerId) {
        return ofCustomers.getOrDefault(customerId, List.of());
    }

    /** The customer's time zone as it is now; a customer without devices keeps the one he had. */
    ZoneId zone(String customerId, String otherwise) {
        return ZoneId.of(ofCustomer(customerId).stream()
                .findFirst()
                .map(entry -> entry.getValue().timeZone())
                .orElse(otherwise));
    }

    /**
     * Where a device's owner differs between two histories.
     *
     * @param each takes the owner of one side and the span in which the other side does not have him
     */
    static void differences(List<Tenure> one, List<Tenure> other, BiConsumer<Tenure, long[]> each) {
        TreeSet<Long> borders = new TreeSet<>();
        List.of(one, other)
                .forEach(side -> side.forEach(tenure -> borders.addAll(List.of(tenure.from(), tenure.until()))));
        Long begin = null;
        for (Long end : borders) {
            if (begin != null) {
                Tenure left = at(one, begin);
                Tenure right = at(other, begin);
                if (left != right && (left == null || right == null || !left.isSameOwner(right))) {
                    long[] span = {begin, end};
                    tell(left, span, each);
                    tell(right, span, each);
                }
            }
            begin = end;
        }
    }

    private static void tell(Tenure owner, long[] span, BiConsumer<Tenure, long[]> each) {
        if (owner != null) {
            each.accept(owner, span);
        }
    }

    private static Tenure at(List<Tenure> tenures, long time) {
        return tenures.stream()
                .filter(tenure -> tenure.from() <= time && time < tenure.until())
                .findFirst()
                .orElse(null);
    }
}
