package hub.rules;

import java.util.List;
import java.util.stream.Collectors;

/** Refuses a table with all its problems at once. */
public final class RuleTableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<RuleTableProblem> problems;

    RuleTableException(List<RuleTableProblem> problems) {
        super(problems.stream().map(RuleTableProblem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** Every problem found, in the order of the table. */
    public List<RuleTableProblem> problems() {
        return problems;
    }
}
