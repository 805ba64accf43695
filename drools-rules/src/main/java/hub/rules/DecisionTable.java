package hub.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/** A compiled decision table: asked, it answers with the rows that are met, from the top. */
final class DecisionTable {
    private final RuleTable table;
    private final DecisionKind kind;
    private final Map<String, String> cells;
    private final KieBase base;

    /** @param cells the cells of the rows' names by name, in order */
    DecisionTable(RuleTable table, DecisionKind kind, Map<String, String> cells, KieBase base) {
        this.table = table;
        this.kind = kind;
        this.cells = cells;
        this.base = base;
    }

    RuleTable table() {
        return table;
    }

    DecisionKind kind() {
        return kind;
    }

    List<String> names() {
        return List.copyOf(cells.keySet());
    }

    List<DecisionRow> decide(Question question) {
        Answers answers = new Answers();
        KieSession session = base.newKieSession();
        try {
            session.setGlobal("answers", answers);
            session.insert(question);
            session.fireAllRules();
        } finally {
            session.dispose();
        }
        List<DecisionRow> met = new ArrayList<>();
        cells.forEach((name, cell) -> {
            Map<String, String> said = answers.byRow().get(name);
            if (said != null) {
                met.add(new DecisionRow(table.name(), table.version(), cell, name, said));
            }
        });
        return met;
    }
}
