package hub.adapters.analytics;

import hub.message.Telemetry;
import java.time.Instant;
import java.util.function.Consumer;

/** Reads the cold store where parts per hour are not fine enough, or are to be proven. */
public interface ColdReadings {

    /**
     * Hands over a product's readings of a span of device time; {@code until} is exclusive.
     *
     * @param snapshotId as the store was in this snapshot
     */
    void read(String productId, Instant from, Instant until, long snapshotId, Consumer<Telemetry> each)
            throws Exception;
}
