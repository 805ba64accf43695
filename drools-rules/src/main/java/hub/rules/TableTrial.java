package hub.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks a table about inputs somebody makes up: readings of an alarm table, facts of a decision table. */
public final class TableTrial {
    private TableTrial() {}

    /**
     * One input.
     *
     * @param at seconds from the beginning, for alarm tables
     * @param values metrics or facts by name; without any, an alarm table lets time pass
     */
    public record Input(double at, String device, String product, Map<String, Object> values) {}

    /**
     * What comes of one input.
     *
     * @param came transitions as cases write them, or the rows that are met
     * @param why a sentence for each
     */
    public record Outcome(List<String> came, List<String> why) {}

    /**
     * What comes of each input, in order.
     *
     * @throws RuleTableException when the table is refused
     */
    public static List<Outcome> run(RuleTable table, List<Input> inputs) {
        return DecisionKind.of(table.name()).isPresent()
                ? decide(DecisionTableCompiler.compile(table), inputs)
                : judge(table, inputs);
    }

    private static List<Outcome> judge(RuleTable table, List<Input> inputs) {
        RulesInForce rules = new RulesInForce(Map.of(table.name(), RuleTableCompiler.compile(table)), Set.of());
        CasePlay play = new CasePlay(rules, table.name());
        List<Outcome> outcomes = new ArrayList<>();
        String own = table.product().isEmpty() ? RuleTable.ANY_PRODUCT : table.product();
        for (Input input : inputs) {
            outcomes.add(play.observe(new CaseLine(
                    outcomes.size() + 1L,
                    "",
                    Math.round(input.at() * 1000),
                    input.device().isEmpty() ? "device-1" : input.device(),
                    input.product().isEmpty() ? own : input.product(),
                    input.values(),
                    "")));
        }
        return outcomes;
    }

    private static List<Outcome> decide(DecisionTable table, List<Input> inputs) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Input input : inputs) {
            Map<String, Object> facts = new HashMap<>(input.values());
            if (!input.product().isEmpty() && table.kind().facts().containsKey("product")) {
                facts.putIfAbsent("product", input.product());
            }
            List<DecisionRow> rows = table.decide(new Question(facts));
            outcomes.add(new Outcome(
                    rows.stream().map(DecisionRow::name).toList(),
                    rows.stream().map(row -> row.cell() + " " + row.answers()).toList()));
        }
        return outcomes;
    }
}
