package hub.desk;

import hub.rules.DecisionBook;
import hub.rules.RuleBook;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Shows the decision tables in force and what keeps newer ones from coming into force. */
public final class RuleDesk {

    private final RuleBook book;
    private final DecisionBook decisions;

    public RuleDesk(RuleBook book, DecisionBook decisions) {
        this.book = book;
        this.decisions = decisions;
    }

    /** The tables in force, by name. */
    public Map<String, Object> tables() {
        Stream<Map<String, Object>> alarms = book.tables().stream()
                .map(table -> shape(
                        table.name(),
                        table.product(),
                        "alarm",
                        table.version(),
                        table.rules().size()));
        Stream<Map<String, Object>> others = decisions.tables().stream()
                .map(table -> shape(
                        table.name(),
                        table.product(),
                        table.kind().word(),
                        table.version(),
                        table.rows().size()));
        return Map.of("items", Stream.concat(alarms, others).toList());
    }

    /** Every problem with its cell or line. */
    public Map<String, Object> problems() {
        return Map.of(
                "items",
                Stream.concat(book.problems().stream(), decisions.problems().stream())
                        .map(RuleShapes::problem)
                        .toList());
    }

    private static Map<String, Object> shape(String name, String product, String kind, String version, int rules) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", name);
        if (!product.isEmpty()) {
            shape.put("product", product);
        }
        shape.put("kind", kind);
        shape.put("version", version);
        shape.put("rules", rules);
        return shape;
    }
}
