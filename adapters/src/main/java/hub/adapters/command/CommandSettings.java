package hub.adapters.command;

import java.time.Duration;

/**
 * How commands are handled.
 *
 * @param strangersReachable whether a device of which no presence is known is sent to at once (true with an external broker)
 * @param pauseAfterFailure how long to wait after a sending that failed
 * @param timeout how long a device has for a command when the order does not say
 * @param retries how often it is sent again when the order does not say
 */
public record CommandSettings(boolean strangersReachable, Duration pauseAfterFailure, Duration timeout, int retries) {}
