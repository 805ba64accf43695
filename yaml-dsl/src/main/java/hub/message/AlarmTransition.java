package hub.message;

import java.time.Instant;

/**
 * One immutable line of an alarm's history.
 *
 * @param at when it happened (event time)
 * @param from the state or severity before, empty at the beginning
 * @param to the state or severity after
 * @param by who: {@code rule} or a user's name
 * @param cause why, in one sentence
 */
public record AlarmTransition(Instant at, String from, String to, String by, String cause) {}
