package hub.adapters.firmware;

import java.time.Duration;
import java.util.List;

/**
 * How a job goes about it.
 *
 * @param waves the waves
 * @param successThreshold the percentage of a wave that must succeed before the next begins
 * @param onFailure what happens when a wave stays below it, or an abort criterion is hit
 * @param abort the abort criteria, in order
 * @param retries the retry rules, in order
 * @param rate how fast devices are told
 * @param schedule when
 * @param inProgressTimeout how long a device may work
 * @param wholeTimeout how long a device may take from being told to its end, retries included
 * @param continuous whether devices that come to the product later get it too
 */
record JobPlan(
        Waves waves,
        double successThreshold,
        OnFailure onFailure,
        List<AbortCriterion> abort,
        List<RetryRule> retries,
        RolloutRate rate,
        JobSchedule schedule,
        Duration inProgressTimeout,
        Duration wholeTimeout,
        boolean continuous) {

    /** What happens to a job that fails too often. */
    enum OnFailure {
        ROLLBACK,
        CANCEL,
        PAUSE
    }

    boolean retries(ExecutionStatus end, int failedRetries, int timeoutRetries) {
        return retries.stream().anyMatch(rule -> rule.allows(end, failedRetries, timeoutRetries));
    }
}
