package hub.console.live;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody who follows now.
 *
 * @param id names the line while it is open
 * @param user the sign-in name
 * @param address where the line comes from
 * @param since when it was opened
 * @param topics what is followed; empty means all
 */
public record LiveViewer(String id, String user, String address, Instant since, Set<String> topics) {}
