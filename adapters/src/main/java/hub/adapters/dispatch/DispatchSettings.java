package hub.adapters.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How field service works here.
 *
 * @param company the hours that count towards deadlines
 * @param deadlines working time until the visit is late, by priority 0 (low) to 3 (critical)
 * @param acceptWithin how long a technician may leave an order unanswered before the next one is asked
 * @param askAgain how long an order that nobody can take waits before it is tried again
 */
public record DispatchSettings(
        BusinessHours company, List<Duration> deadlines, Duration acceptWithin, Duration askAgain) {

    /** Refuses a list of deadlines that does not fit the priorities. */
    public DispatchSettings {
        if (deadlines.size() != 4) {
            throw new IllegalArgumentException(
                    "hub.dispatch.deadlines needs four durations, for priority 0 to 3; got " + deadlines);
        }
    }

    Instant late(Instant requested, int priority) {
        return company.after(requested, deadlines.get(priority));
    }
}
