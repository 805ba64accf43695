package hub.adapters.firmware;

/**
 * How often a device tries again.
 *
 * @param failureType after which end; REJECTED is never retried
 * @param retries how often
 */
record RetryRule(FailureType failureType, int retries) {

    boolean allows(ExecutionStatus end, int failedRetries, int timeoutRetries) {
        if (end != ExecutionStatus.FAILED && end != ExecutionStatus.TIMED_OUT || !failureType.covers(end)) {
            return false;
        }
        int used = failureType == FailureType.ALL
                ? failedRetries + timeoutRetries
                : end == ExecutionStatus.FAILED ? failedRetries : timeoutRetries;
        return used < retries;
    }
}
