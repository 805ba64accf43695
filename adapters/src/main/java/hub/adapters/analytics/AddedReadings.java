package hub.adapters.analytics;

import hub.message.Telemetry;
import java.util.List;
import java.util.function.Consumer;

/**
 * Readings that one snapshot of the cold store added.
 *
 * @param after the snapshot before, 0 for none
 * @param snapshotId the snapshot
 * @param batches gives them all, a bounded number at a time
 */
public record AddedReadings(long after, long snapshotId, Batches batches) {

    /** Hands over all readings in batches of at most that size. */
    public interface Batches {
        void forEachBatch(int size, Consumer<List<Telemetry>> each);
    }
}
