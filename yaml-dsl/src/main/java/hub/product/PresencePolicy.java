package hub.product;

import java.time.Duration;

/**
 * What to expect of a device's presence.
 *
 * @param offlineAfter how long it may be silent before it counts as offline; zero when silence means nothing
 * @param sleepy whether it is away most of the time, so that orders wait for it
 * @param queueFor how long orders wait for a sleepy device
 */
public record PresencePolicy(Duration offlineAfter, boolean sleepy, Duration queueFor) {

    /** Nothing is known. */
    public static final PresencePolicy NONE = new PresencePolicy(Duration.ZERO, false, Duration.ofDays(1));
}
