package hub.adapters.firmware;

/** Which ends of an execution a criterion counts as failures. */
enum FailureType {
    FAILED,
    REJECTED,
    TIMED_OUT,
    ALL;

    boolean covers(ExecutionStatus status) {
        return switch (this) {
            case FAILED -> status == ExecutionStatus.FAILED;
            case REJECTED -> status == ExecutionStatus.REJECTED;
            case TIMED_OUT -> status == ExecutionStatus.TIMED_OUT;
            case ALL -> status.isExecuted() && status != ExecutionStatus.SUCCEEDED;
        };
    }
}
