package hub.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a decision table ready to answer, or says what is wrong with it, cell by cell. */
final class DecisionTableCompiler {
    private DecisionTableCompiler() {}

    /** Takes up to some seconds: never call it on the message path. */
    static DecisionTable compile(RuleTable table) {
        DecisionKind kind = DecisionKind.of(table.name())
                .orElseThrow(() -> new IllegalArgumentException(table.name() + " is no decision table"));
        TableProblems problems = new TableProblems(table.name());
        DecisionSheet sheet = DecisionSheet.of(SheetReader.read(table), kind, problems);
        problems.refuseIfAny();
        Map<String, String> cells = new DecisionCells(sheet, kind, problems).check();
        problems.refuseIfAny();
        DrlCompiler.Outcome outcome = DrlCompiler.compile(DecisionDrl.of(sheet));
        if (!outcome.errors().isEmpty()) {
            name(sheet, outcome.errors(), problems);
            throw problems.refusal();
        }
        return new DecisionTable(table, kind, cells, outcome.base());
    }

    /** The cells are checked, so it is a hidden row that Drools refuses: the one without which it compiles. */
    private static void name(DecisionSheet sheet, List<String> errors, TableProblems problems) {
        for (DecisionColumn column : sheet.columns()) {
            List<DecisionColumn> others = new ArrayList<>(sheet.columns());
            others.remove(column);
            boolean own = column.isCondition() && column.subject().isEmpty();
            if (own
                    && DrlCompiler.compile(DecisionDrl.of(sheet.with(others)))
                            .errors()
                            .isEmpty()) {
                problems.add(
                        sheet.sheet().place(sheet.start() + DecisionSheet.SNIPPETS, column.index()),
                        "the condition '" + column.snippet() + "' does not compile (" + String.join("; ", errors)
                                + "); write it as is(\"fact\", \"$param\")");
                return;
            }
        }
        errors.forEach(error -> problems.add("", "Drools refuses the table: " + error));
    }

    /** The rows' names with their cells, in order, for a sheet without problems. */
    static Map<String, String> inOrder(DecisionSheet sheet) {
        Map<String, String> cells = new LinkedHashMap<>();
        int column = sheet.name().index();
        sheet.rows()
                .forEach(r ->
                        cells.put(sheet.sheet().cell(r, column), sheet.sheet().place(r, column)));
        return cells;
    }
}
