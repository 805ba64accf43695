package hub.adapters.tcp;

import java.time.Instant;
import java.util.Optional;

/**
 * A TCP connection as it is at one moment.
 *
 * @param id names it while it is open
 * @param deviceId who was heard over it last, or empty
 * @param address where it comes from
 * @param since when it was opened
 * @param heardAt when a whole frame came last
 * @param frames how many came
 */
public record OpenConnection(
        String id, String deviceId, String address, Instant since, Optional<Instant> heardAt, long frames) {}
