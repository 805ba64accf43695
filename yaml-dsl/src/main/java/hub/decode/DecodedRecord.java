package hub.decode;

import com.fasterxml.jackson.databind.JsonNode;
import hub.contract.ContractViolation;
import hub.contract.RuleMode;
import hub.contract.ViolationSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One record as a decoder read it, not yet checked: values by slot, and what was wrong with it already. */
final class DecodedRecord implements ViolationSink {

    final Object[] values;
    final int[] offsets;
    Map<String, Object> further = Map.of();
    String timeSource = "";
    String reason = "";
    List<ContractViolation> problems = List.of();
    List<ContractViolation> warnings = List.of();

    /** Whether reading ended before the record did, so that what is absent says nothing. */
    boolean cutOff;

    /** Where in the body it stood, for people, such as {@code row 3}; empty when the body is one record. */
    String place = "";

    /** The JSON body that is this record alone, or null. */
    JsonNode source;

    /** The CSV row that is this record, or null, and the header above it. */
    CsvText.Row row;

    List<String> header = List.of();

    DecodedRecord(Object[] values, int[] offsets) {
        this.values = values;
        this.offsets = offsets;
    }

    static DecodedRecord failed(DecodeProblem problem) {
        DecodedRecord record = new DecodedRecord(new Object[0], new int[0]);
        record.fail(problem);
        return record;
    }

    void fail(DecodeProblem problem) {
        cutOff = true;
        if (reason.isEmpty()) {
            reason = problem.reason();
        }
        refuse(problem.violation());
    }

    boolean isGood() {
        return problems.isEmpty();
    }

    @Override
    public void add(RuleMode mode, ContractViolation violation) {
        if (mode == RuleMode.ENFORCE) {
            if (!violation.rule().equals("required") || !isBroken(violation.field())) {
                refuse(violation);
            }
        } else {
            if (warnings.isEmpty()) {
                warnings = new ArrayList<>();
            }
            warnings.add(violation);
        }
    }

    /** Whether a field is absent only because what was sent for it could not be used. */
    private boolean isBroken(String field) {
        return problems.stream().anyMatch(problem -> problem.field().equals(field));
    }

    private void refuse(ContractViolation violation) {
        if (reason.isEmpty()) {
            reason = "contract";
        }
        if (problems.isEmpty()) {
            problems = new ArrayList<>();
        }
        problems.add(violation);
    }
}
