package hub.adapters.firmware;

/**
 * Stops a job that goes wrong.
 *
 * @param failureType which ends count
 * @param minimumExecuted how many devices must have ended before it is looked at
 * @param thresholdPercentage the share of failures among them at which the job stops
 */
record AbortCriterion(FailureType failureType, int minimumExecuted, double thresholdPercentage) {

    boolean isHit(Tally tally) {
        long executed = tally.executed();
        return executed >= minimumExecuted
                && executed > 0
                && tally.count(failureType::covers) * 100.0 >= thresholdPercentage * executed;
    }

    String reason(Tally tally) {
        return "%d of %d executed things ended as %s, the threshold is %s %%"
                .formatted(
                        tally.count(failureType::covers),
                        tally.executed(),
                        failureType == FailureType.ALL ? "failures" : failureType,
                        Double.toString(thresholdPercentage));
    }
}
