package hub.adapters.hot;

import com.mongodb.client.model.WriteModel;
import hub.message.DeadLetter;
import hub.message.Telemetry;
import java.util.List;
import org.bson.Document;

/**
 * What one batch of readings means to the hot store.
 *
 * @param stored the readings, in the order of {@code telemetry}
 * @param telemetry one insert for each reading
 * @param refused readings no document can hold
 */
public record HotBatch(List<Telemetry> stored, List<WriteModel<Document>> telemetry, List<DeadLetter> refused) {
    /** Whether there is anything to store; asked so, because asking the list itself would hash every reading. */
    public boolean hasTelemetry() {
        return !telemetry.isEmpty();
    }

    /** By identity: Camel keys a cache by the objects that routes ask, and hashing a batch by content costs more than decoding it. */
    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }
}
