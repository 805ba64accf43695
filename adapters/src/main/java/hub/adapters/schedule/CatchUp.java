package hub.adapters.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of runs that were missed while no hub was there. */
enum CatchUp {
    /** Each is made up for, the oldest first. */
    ALL,
    /** Only the latest is made up for. */
    LAST,
    /** They are left out. */
    NONE;

    /** A run without catching up may begin this much late before it counts as missed. */
    private static final Duration LATE = Duration.ofMinutes(5);

    static CatchUp of(String text) {
        return Arrays.stream(values())
                .filter(each -> each.toString().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("catchUp '" + text + "' is unknown; write all, last or none"));
    }

    /** The run to be done now of those due from then on; empty when there is none to be done before the next. */
    Optional<Instant> choose(Instant due, Instant now, Timetable timetable) {
        return switch (this) {
            case ALL -> Optional.of(due);
            case LAST -> Optional.of(timetable.latest(due, now));
            case NONE ->
                timetable.after(due).isAfter(now) && due.plus(LATE).isAfter(now) ? Optional.of(due) : Optional.empty();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
