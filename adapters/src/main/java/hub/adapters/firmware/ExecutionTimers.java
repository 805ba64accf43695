package hub.adapters.firmware;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When an execution times out, as AWS IoT Jobs has it: the in-progress timer is fixed once it has started; a step timer
 * replaces the one before, never reaches beyond the in-progress deadline, and -1 removes it.
 *
 * @param deadline the latest end whatever the device does
 * @param inProgress the end of the in-progress timer
 * @param step the end of the step timer
 */
record ExecutionTimers(Optional<Instant> deadline, Optional<Instant> inProgress, Optional<Instant> step) {

    static final ExecutionTimers NONE = new ExecutionTimers(Optional.empty(), Optional.empty(), Optional.empty());

    /** The timers of a device that has begun to work. */
    ExecutionTimers started(Instant now, Duration inProgressTimeout) {
        return new ExecutionTimers(deadline, Optional.of(now.plus(inProgressTimeout)), Optional.empty());
    }

    /** The timers after an update that carried a step timeout. */
    ExecutionTimers stepped(Instant now, long minutes) {
        if (minutes == -1) {
            return new ExecutionTimers(deadline, inProgress, Optional.empty());
        }
        Instant wanted = now.plus(Duration.ofMinutes(minutes));
        Instant latest = inProgress.filter(end -> end.isBefore(wanted)).orElse(wanted);
        return new ExecutionTimers(deadline, inProgress, Optional.of(latest));
    }

    /** When the first of them ends. */
    Optional<Instant> due() {
        return Stream.of(deadline, inProgress, step).flatMap(Optional::stream).min(Instant::compareTo);
    }

    /** Whether the whole time is over, so that no retry can help. */
    boolean isOver(Instant now) {
        return deadline.filter(end -> !end.isAfter(now)).isPresent();
    }
}
