package hub.rules;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with one table, so that its author hears all of it at once. */
final class TableProblems {
    private final String table;
    private final List<RuleTableProblem> problems = new ArrayList<>();

    TableProblems(String table) {
        this.table = table;
    }

    void add(String place, String message) {
        problems.add(new RuleTableProblem(table, place, message));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    RuleTableException refusal() {
        return new RuleTableException(problems);
    }

    void refuseIfAny() {
        if (!problems.isEmpty()) {
            throw refusal();
        }
    }
}
