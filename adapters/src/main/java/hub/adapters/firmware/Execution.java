package hub.adapters.firmware;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One device in one job.
 *
 * @param jobId the job
 * @param thing the device
 * @param number its execution number
 * @param wave its wave
 * @param status where it stands
 * @param details what the device says of it
 * @param revision AWS's versionNumber: grows with each update
 * @param failedRetries how often it tried again after a failure
 * @param timeoutRetries how often it tried again after a timeout
 * @param fromPackage the last good package before, or empty
 * @param queuedAt when the device was told
 * @param startedAt when it began
 * @param updatedAt when it last changed
 * @param timers when it times out
 */
record Execution(
        String jobId,
        String thing,
        long number,
        int wave,
        ExecutionStatus status,
        Map<String, String> details,
        long revision,
        int failedRetries,
        int timeoutRetries,
        String fromPackage,
        Optional<Instant> queuedAt,
        Optional<Instant> startedAt,
        Instant updatedAt,
        ExecutionTimers timers) {

    /** With other details and timers, one revision later. */
    Execution updated(ExecutionStatus next, Map<String, String> said, ExecutionTimers until, Instant now) {
        return with(next, said, startedAt, now, until);
    }

    /** Back in the queue for another attempt, or ended. */
    Execution ended(ExecutionStatus end, Map<String, String> said, JobPlan plan, boolean mayRetry, Instant now) {
        boolean again = mayRetry && !timers.isOver(now) && plan.retries(end, failedRetries, timeoutRetries);
        if (!again) {
            return with(end, said, startedAt, now, ExecutionTimers.NONE);
        }
        return new Execution(
                jobId,
                thing,
                number,
                wave,
                ExecutionStatus.QUEUED,
                said,
                revision + 1,
                failedRetries + (end == ExecutionStatus.FAILED ? 1 : 0),
                timeoutRetries + (end == ExecutionStatus.TIMED_OUT ? 1 : 0),
                fromPackage,
                Optional.of(now),
                startedAt,
                now,
                new ExecutionTimers(timers.deadline(), Optional.empty(), Optional.empty()));
    }

    /** The same, known to have begun now. */
    Execution begun(Instant now) {
        return new Execution(
                jobId,
                thing,
                number,
                wave,
                status,
                details,
                revision,
                failedRetries,
                timeoutRetries,
                fromPackage,
                queuedAt,
                Optional.of(now),
                updatedAt,
                timers);
    }

    int retries() {
        return failedRetries + timeoutRetries;
    }

    private Execution with(
            ExecutionStatus next,
            Map<String, String> said,
            Optional<Instant> began,
            Instant now,
            ExecutionTimers until) {
        return new Execution(
                jobId,
                thing,
                number,
                wave,
                next,
                said,
                revision + 1,
                failedRetries,
                timeoutRetries,
                fromPackage,
                queuedAt,
                began,
                now,
                until);
    }
}
