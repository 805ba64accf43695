package hub.adapters.lab;

import java.time.Instant;
import java.util.Optional;

/**
 * A question for one device's readings, newest first.
 *
 * @param deviceId the device
 * @param from not older than this device time
 * @param until older than this device time
 * @param before only what comes behind the reading with this time and id, newest first
 * @param count how many readings at most
 */
public record HistoryQuestion(
        String deviceId, Optional<Instant> from, Instant until, Optional<Place> before, int count) {

    /** Where a reading stands among those of its device. */
    public record Place(Instant time, String id) {}
}
