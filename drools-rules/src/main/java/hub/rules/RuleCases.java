package hub.rules;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Plays the cases beside a table: given these readings at these seconds, then exactly these alarm transitions.
 *
 * <p>Columns: {@code case} (filled where a case begins), {@code at} (seconds from the beginning), {@code expect}, optionally
 * {@code device} and {@code product}; every other column is a metric. A line without any metric lets time pass.
 * {@code expect} is empty or lists transitions, separated by semicolons: {@code pending rule}, {@code active rule severity},
 * {@code cleared rule}, {@code closed rule}, or {@code severity rule} when an open alarm grows worse.
 */
public final class RuleCases {
    private RuleCases() {}

    /**
     * Plays all cases of one table; the table is judged alone.
     *
     * @throws RuleTableException if the table itself is refused or a case cannot be read
     */
    public static List<CaseResult> run(RuleTable table, String casesName, String cases) {
        return DecisionKind.of(table.name()).isPresent()
                ? new DecisionCases(DecisionTableCompiler.compile(table), casesName).run(cases)
                : run(RuleTableCompiler.compile(table), casesName, cases);
    }

    static List<CaseResult> run(CompiledTable compiled, String casesName, String cases) {
        RuleTable table = compiled.table();
        RulesInForce rules = new RulesInForce(Map.of(table.name(), compiled), java.util.Set.of());
        List<CaseResult> results = new ArrayList<>();
        for (List<CaseLine> one : read(table, casesName, cases)) {
            results.add(new CasePlay(rules, casesName).play(one));
        }
        return results;
    }

    private static List<List<CaseLine>> read(RuleTable table, String casesName, String text) {
        TableProblems problems = new TableProblems(casesName);
        List<List<CaseLine>> cases = new ArrayList<>();
        String product = productOf(table);
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder()
                .allowMissingFields(true)
                .ofNamedCsvRecord(SheetReader.text(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))) {
            for (NamedCsvRecord line : lines) {
                CaseLine read = line(line, product, problems);
                if (!read.name().isEmpty() || cases.isEmpty()) {
                    cases.add(new ArrayList<>());
                }
                cases.get(cases.size() - 1).add(read);
            }
        } catch (java.io.IOException | RuntimeException broken) {
            problems.add("", "the cases cannot be read (" + broken.getMessage() + "); save them as CSV UTF-8");
        }
        problems.refuseIfAny();
        return cases;
    }

    private static CaseLine line(NamedCsvRecord line, String product, TableProblems problems) {
        Map<String, Object> metrics = new TreeMap<>();
        double at = 0;
        String name = "";
        String expect = "";
        String device = "device-1";
        String ownProduct = product;
        for (Map.Entry<String, String> field : line.getFieldsAsMap().entrySet()) {
            String value = field.getValue().strip();
            switch (field.getKey().strip()) {
                case "case" -> name = value;
                case "expect" -> expect = value;
                case "device" -> device = value.isEmpty() ? device : value;
                case "product" -> ownProduct = value.isEmpty() ? ownProduct : value;
                case "at" ->
                    at = new ValueReader(problems)
                            .number("line " + line.getStartingLineNumber() + ", column at", value)
                            .orElse(0);
                default -> {
                    if (!value.isEmpty()) {
                        metrics.put(field.getKey().strip(), PlainValue.of(value));
                    }
                }
            }
        }
        return new CaseLine(
                line.getStartingLineNumber(), name, Math.round(at * 1000), device, ownProduct, metrics, expect);
    }

    private static String productOf(RuleTable table) {
        return table.product().isEmpty() ? RuleTable.ANY_PRODUCT : table.product();
    }
}
