package hub.adapters.shadow;

import java.time.Duration;

/**
 * What a person may change about shadows.
 *
 * @param database the hot store's database
 * @param mostLevels how deeply a section may be nested
 * @param mostBytes of desired and reported together after a change, without metadata
 * @param mostPayload bytes of one request
 * @param reachWithin how long a device may take to report what is desired before it counts as overdue
 */
public record ShadowSettings(String database, int mostLevels, int mostBytes, int mostPayload, Duration reachWithin) {}
