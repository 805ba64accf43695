package hub.master.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of a batch.
 *
 * @param applied rows that are as the source says
 * @param stale rows of which newer news was known
 * @param dropped rows that the mapping leaves out
 * @param waiting rows that wait
 * @param unmapped rows of tables without a mapping
 * @param technicians rows for field service, with {@code fate} kept or removed, in their order
 */
public record AppliedBatch(
        int applied, int stale, int dropped, int waiting, int unmapped, List<Map<String, Object>> technicians) {

    /** Nothing happened. */
    static final AppliedBatch NOTHING = new AppliedBatch(0, 0, 0, 0, 0, List.of());

    /** Technicians for field service, counted as applied. */
    static AppliedBatch ofTechnicians(List<Map<String, Object>> technicians) {
        return new AppliedBatch(technicians.size(), 0, 0, 0, 0, technicians);
    }

    AppliedBatch plus(AppliedBatch other) {
        List<Map<String, Object>> both = new ArrayList<>(technicians);
        both.addAll(other.technicians);
        return new AppliedBatch(
                applied + other.applied,
                stale + other.stale,
                dropped + other.dropped,
                waiting + other.waiting,
                unmapped + other.unmapped,
                both);
    }
}
