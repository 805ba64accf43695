package hub.rules;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/** A table that can judge: its rows, the metrics it wants to see and its rule base. */
final class CompiledTable {
    private final RuleTable table;
    private final List<RuleRow> rows;
    private final Map<String, RuleRow> byName = new LinkedHashMap<>();
    private final Set<String> metrics = new HashSet<>();
    private final KieBase base;

    CompiledTable(RuleTable table, List<RuleRow> rows, KieBase base) {
        this.table = table;
        this.rows = List.copyOf(rows);
        this.base = base;
        for (RuleRow row : rows) {
            byName.put(row.name(), row);
            metrics.add(row.metric());
        }
    }

    RuleTable table() {
        return table;
    }

    List<RuleRow> rows() {
        return rows;
    }

    Map<String, RuleRow> byName() {
        return byName;
    }

    /** The metrics whose readings some row judges. */
    Set<String> metrics() {
        return metrics;
    }

    /** Lets Drools decide on all facts at once; one short session for a batch is cheaper than keeping one and deleting from it. */
    void decide(List<MetricReading> facts) {
        KieSession session = base.newKieSession();
        try {
            session.setGlobal("verdicts", new Verdicts(byName));
            for (int i = 0; i < facts.size(); i++) {
                session.insert(facts.get(i));
            }
            session.fireAllRules();
        } finally {
            session.dispose();
        }
    }
}
