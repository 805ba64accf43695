package hub.contract;

/** Takes violations as they are found, so that a reading without any costs no list. */
@FunctionalInterface
public interface ViolationSink {

    /** Notes one violation. */
    void add(RuleMode mode, ContractViolation violation);
}
