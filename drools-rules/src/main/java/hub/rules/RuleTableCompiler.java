package hub.rules;

import java.util.ArrayList;
import java.util.List;

/** Makes a table ready to judge, or says what is wrong with it, cell by cell. */
final class RuleTableCompiler {
    private RuleTableCompiler() {}

    /** Takes up to some seconds: never call it on the message path. */
    static CompiledTable compile(RuleTable table) {
        return table.isYaml() ? yaml(table) : sheet(table);
    }

    private static CompiledTable sheet(RuleTable table) {
        TableProblems problems = new TableProblems(table.name());
        RuleSheet sheet = RuleSheet.of(SheetReader.read(table), problems);
        problems.refuseIfAny();
        List<RuleRow> rows = new SheetRowReader(table, sheet, problems).rows();
        problems.refuseIfAny();
        DrlCompiler.Outcome outcome = DrlCompiler.compile(SheetDrl.of(sheet));
        if (!outcome.errors().isEmpty()) {
            SheetFaults.find(sheet, outcome.errors(), problems);
            throw problems.refusal();
        }
        return new CompiledTable(table, rows, outcome.base());
    }

    private static CompiledTable yaml(RuleTable table) {
        TableProblems problems = new TableProblems(table.name());
        List<YamlRule> rules = YamlRuleReader.read(table, problems);
        problems.refuseIfAny();
        List<RuleRow> rows = new ArrayList<>();
        rules.forEach(rule -> rows.add(rule.row()));
        DrlCompiler.Outcome outcome = DrlCompiler.compile(YamlDrl.of(rules));
        if (!outcome.errors().isEmpty()) {
            outcome.errors().forEach(error -> problems.add("", "Drools refuses the conditions: " + error));
            throw problems.refusal();
        }
        return new CompiledTable(table, rows, outcome.base());
    }
}
