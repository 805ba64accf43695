package hub.decode;

import hub.contract.ContractViolation;

/** Ends the reading of a payload that cannot be understood any further; costs no stack trace, for devices send many. */
final class DecodeProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final transient ContractViolation violation;

    DecodeProblem(String reason, ContractViolation violation) {
        super(violation.toString(), null, false, false);
        this.reason = reason;
        this.violation = violation;
    }

    static DecodeProblem truncated(String field, int offset, int wanted, int left) {
        return new DecodeProblem(
                "truncated-frame",
                new ContractViolation(
                        field,
                        "truncated",
                        null,
                        offset,
                        "needs " + wanted + " bytes but " + Math.max(0, left)
                                + " are left; send whole frames, or give the field a" + " default"));
    }

    static DecodeProblem at(String field, String rule, Object value, int offset, String message) {
        return new DecodeProblem("decode", new ContractViolation(field, rule, value, offset, message));
    }

    static DecodeProblem contract(String field, String rule, Object value, int offset, String message) {
        return new DecodeProblem("contract", new ContractViolation(field, rule, value, offset, message));
    }

    String reason() {
        return reason;
    }

    ContractViolation violation() {
        return violation;
    }
}
