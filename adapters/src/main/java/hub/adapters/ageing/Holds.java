package hub.adapters.ageing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The legal holds in force at one moment, with the devices they mean. */
final class Holds {
    private final List<LegalHold> inForce;
    private final Map<String, Set<String>> devices;

    /** @param devices the devices each hold means, by its id; none for one that means everything */
    Holds(List<LegalHold> inForce, Map<String, Set<String>> devices) {
        this.inForce = inForce;
        this.devices = devices;
    }

    /** Why a reading must stay. */
    Optional<String> on(ReadingKey key) {
        if (inForce.isEmpty()) {
            return Optional.empty();
        }
        Instant at = Instant.ofEpochMilli(key.time());
        return inForce.stream()
                .filter(hold -> hold.covers(at) && means(hold, key.deviceId(), key.productId()))
                .findFirst()
                .map(LegalHold::sentence);
    }

    private boolean means(LegalHold hold, String deviceId, String productId) {
        return hold.kind().equals("everything")
                || hold.kind().equals("product") && hold.subject().equals(productId)
                || devices.getOrDefault(hold.id(), Set.of()).contains(deviceId);
    }

    /** Whether nothing may be deleted at all. */
    Optional<String> onEverything() {
        return inForce.stream()
                .filter(hold -> hold.kind().equals("everything"))
                .findFirst()
                .map(LegalHold::sentence);
    }

    /** The devices whose rows stay; their span is not asked for, since a case is rarely told by half of its rows. */
    Set<String> devices() {
        Set<String> held = new TreeSet<>();
        devices.values().forEach(held::addAll);
        return held;
    }

    /** The first hold that stands against deleting these devices' data. */
    Optional<LegalHold> against(Collection<String> subjects) {
        return inForce.stream()
                .filter(hold -> hold.kind().equals("everything")
                        || subjects.stream().anyMatch(devices.getOrDefault(hold.id(), Set.of())::contains))
                .findFirst();
    }
}
