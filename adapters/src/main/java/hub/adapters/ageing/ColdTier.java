package hub.adapters.ageing;

import hub.message.SpanDigest;
import hub.message.Telemetry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The cold store as ageing needs it. */
public interface ColdTier {

    /** Why cold cannot be trusted to hold what is in the stream already, or empty when it has it. */
    Optional<String> behind();

    /** How many committed readings of a product and day there are, and their checksum. */
    SpanDigest digest(String productId, LocalDate day);

    /** The identities of these readings, one after the other. */
    void ids(String productId, LocalDate day, Consumer<String> each);

    /** Adds readings that cold lacks; when this returns they are committed. */
    void append(List<Telemetry> readings);

    /**
     * What was removed.
     *
     * @param rows how many rows went, by table
     * @param goneBy when the last file that held them is gone too; until then older states of the tables can be asked for
     */
    record Removed(Map<String, Long> rows, Instant goneBy) {}

    /**
     * Removes readings, raw frames and histories of devices from all tables.
     *
     * @param until what was measured, or happened, before this
     */
    Removed remove(Collection<String> devices, Instant until);
}
