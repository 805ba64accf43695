package hub.adapters.dispatch;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The stages of a work order (semantics 4.6), in the order in which they are passed. */
enum Stage {
    NEW,
    CONFIRMED,
    REQUESTED,
    ASSIGNED,
    SCHEDULED,
    ENROUTE,
    STARTED,
    COMPLETED,
    CANCELLED;

    private static final Set<Stage> ENDS = EnumSet.of(COMPLETED, CANCELLED);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isEnd() {
        return ENDS.contains(this);
    }

    static Stage of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
