package hub.adapters.rules;

import java.time.Instant;

/**
 * One thing that somebody did with a version.
 *
 * @param action {@code drafted}, {@code scheduled}, {@code canary}, {@code published}, {@code rolled-back},
 *     {@code withdrawn}, {@code refused} or {@code retired}
 */
public record RuleEvent(int version, String action, Instant at, String author, String comment) {}
