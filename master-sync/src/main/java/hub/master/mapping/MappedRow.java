package hub.master.mapping;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a legacy row becomes.
 *
 * @param target of which kind
 * @param key the row's key in the hub
 * @param fate what happens to it
 * @param values the fields, also those without a value (null); a field that is missing stays as it is
 * @param whole whether every field of the mapping is there
 * @param since from when its place holds, where the source says so
 */
public record MappedRow(
        Target target, String key, Fate fate, Map<String, String> values, boolean whole, Optional<Instant> since) {

    /** What happens to a row. */
    public enum Fate {
        /** It is as its values say. */
        KEPT,
        /** It is, but closed. */
        CLOSED,
        /** It goes. */
        REMOVED,
        /** It is none of the hub's: if it was, it goes. */
        DROPPED,
        /** Nothing happens to it. */
        IGNORED
    }
}
