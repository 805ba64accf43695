package hub.adapters.stream;

import java.time.Duration;

/**
 * To whom, and for how long, a reader gives way.
 *
 * @param above how much the urgent group may leave unfinished before it is given way to; 0 = never
 * @param batch how long one batch waits at most
 * @param atMost how long way is given without a break
 */
public record GiveWaySettings(long above, Duration batch, Duration atMost) {}
