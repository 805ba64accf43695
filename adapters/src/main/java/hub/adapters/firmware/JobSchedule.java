package hub.adapters.firmware;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a job may run.
 *
 * @param start not before
 * @param end not after
 * @param endBehavior what becomes at the end of those that have not ended
 * @param windows when devices may be told; empty: always
 */
record JobSchedule(
        Optional<Instant> start, Optional<Instant> end, EndBehavior endBehavior, List<MaintenanceWindow> windows) {

    /** What becomes at the end of those that have not ended. */
    enum EndBehavior {
        STOP_ROLLOUT,
        CANCEL,
        FORCE_CANCEL
    }

    static final JobSchedule ALWAYS =
            new JobSchedule(Optional.empty(), Optional.empty(), EndBehavior.STOP_ROLLOUT, List.of());

    boolean hasBegun(Instant now) {
        return start.filter(now::isBefore).isEmpty();
    }

    boolean isOver(Instant now) {
        return end.filter(last -> !now.isBefore(last)).isPresent();
    }

    boolean mayTell(Instant now) {
        return windows.isEmpty() || windows.stream().anyMatch(window -> window.isOpen(now));
    }
}
