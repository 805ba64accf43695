package hub.desk;

import hub.rules.RuleBook;
import hub.rules.RuleTableProblem;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows the decision tables in force and what keeps newer ones from coming into force. */
public final class RuleDesk {

    private final RuleBook book;

    public RuleDesk(RuleBook book) {
        this.book = book;
    }

    /** The tables in force, by name. */
    public Map<String, Object> tables() {
        return Map.of("items", book.tables().stream().map(RuleDesk::shape).toList());
    }

    /** Every problem with its cell or line. */
    public Map<String, Object> problems() {
        return Map.of("items", book.problems().stream().map(RuleDesk::shape).toList());
    }

    private static Map<String, Object> shape(RuleBook.Entry table) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", table.name());
        if (!table.product().isEmpty()) {
            shape.put("product", table.product());
        }
        shape.put("kind", "alarm");
        shape.put("version", table.version());
        shape.put("rules", table.rules().size());
        return shape;
    }

    private static Map<String, Object> shape(RuleTableProblem problem) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("file", problem.table());
        int mark = problem.place().indexOf('!');
        if (mark > 0) {
            shape.put("sheet", problem.place().substring(0, mark));
        }
        if (!problem.place().isEmpty()) {
            shape.put("cell", problem.place().substring(mark + 1));
        }
        shape.put("message", problem.message());
        return shape;
    }
}
