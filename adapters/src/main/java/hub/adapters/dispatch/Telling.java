package hub.adapters.dispatch;

/**
 * One thing that another part of the hub must be told.
 *
 * @param id names it, to be given back when it is told
 * @param kind {@code notice}, {@code result} or {@code live}
 * @param message a Notice, a VisitResult, or the map of a live event
 */
public record Telling(long id, String kind, Object message) {}
