package hub.rules;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.drools.decisiontable.InputType;
import org.drools.decisiontable.SpreadsheetCompiler;

/** Hands a checked decision table to Drools' own decision table compiler, in a plain copy. */
final class DecisionDrl {
    private DecisionDrl() {}

    static String of(DecisionSheet sheet) {
        List<DecisionColumn> columns = ordered(sheet);
        StringBuilder csv = new StringBuilder();
        line(csv, List.of("RuleSet", SheetDrl.PACKAGE));
        line(csv, List.of("Import", "hub.rules.Question"));
        line(csv, List.of("Variables", "hub.rules.Answers answers"));
        line(csv, List.of("RuleTable decisions"));
        line(csv, cells(columns, DecisionColumn::kind));
        line(csv, cells(columns, column -> column.isCondition() ? column.pattern() + RuleSheet.MERGED : ""));
        line(csv, cells(columns, column -> column.isAnswer() ? column.statement() : column.snippet()));
        line(csv, cells(columns, DecisionColumn::heading));
        for (int row : sheet.rows()) {
            line(csv, cells(columns, column -> sheet.sheet().cell(row, column.index())));
        }
        byte[] bytes = csv.toString().getBytes(Charset.defaultCharset());
        return new SpreadsheetCompiler().compile(new ByteArrayInputStream(bytes), InputType.CSV);
    }

    /** Conditions side by side, answers after them, remarks left out; one condition that always holds begins. */
    private static List<DecisionColumn> ordered(DecisionSheet sheet) {
        List<DecisionColumn> ordered = new ArrayList<>();
        ordered.add(sheet.name());
        sheet.columns().stream().filter(DecisionColumn::isCondition).forEach(ordered::add);
        sheet.columns().stream().filter(DecisionColumn::isAnswer).forEach(ordered::add);
        return ordered;
    }

    private static List<String> cells(List<DecisionColumn> columns, Function<DecisionColumn, String> content) {
        return columns.stream().map(content).toList();
    }

    private static void line(StringBuilder csv, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            csv.append(i == 0 ? "\"" : ",\"")
                    .append(cells.get(i).replace("\"", "\"\""))
                    .append('"');
        }
        csv.append('\n');
    }
}
