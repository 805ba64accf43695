package hub.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every problem of a sheet names its cell, the value and what to do. */
class SheetProblemsTest {
    private static final Map<String, String> GOOD =
            Map.of("Rule", "hot", "Metric", "tempC", "Above", "80", "Severity", "high");

    private static Map<String, String> good(String... changes) {
        Map<String, String> row = new HashMap<>(GOOD);
        for (int i = 0; i < changes.length; i += 2) {
            row.put(changes[i], changes[i + 1]);
        }
        return row;
    }

    private static List<String> problems(String csv) {
        RuleTable table = RuleTable.of("prod-a.alarm.drl.csv", csv);
        RuleTableException refusal =
                catchThrowableOfType(RuleTableException.class, () -> RuleTableCompiler.compile(table));
        assertThat(refusal).as("the table is refused").isNotNull();
        return refusal.problems().stream().map(RuleTableProblem::toString).toList();
    }

    @Test
    void namesAllBadCellsAtOnce() {
        String csv = TestingRules.csv(
                good("Above", "8O", "Severity", "urgent"),
                good("Rule", "", "For at least (s)", "-5"),
                good("n of m", "5 of 3", "Class", "panic", "Clear below", "low"),
                good("Rule", "later", "In force since", "next week", "Action parameters", "fast"));
        assertThat(problems(csv))
                .containsExactly(
                        "prod-a.alarm.drl.csv C10: '8O' is not a number; write digits such as 80 or 11.5",
                        "prod-a.alarm.drl.csv W10: 'urgent' is not a severity; write critical, high, medium, low or info",
                        "prod-a.alarm.drl.csv A11: the rule has no name; write one that operators will recognise,"
                                + " such as temp-high",
                        "prod-a.alarm.drl.csv Q11: '-5' seconds is out of range; write 0 to 2678400",
                        "prod-a.alarm.drl.csv A12: the name 'hot' is already used at A10; give each rule its own",
                        "prod-a.alarm.drl.csv X12: 'panic' is not a class; write immediate, monitoring or informational",
                        "prod-a.alarm.drl.csv R12: '5 of 3' is not n of m; write how many of how many readings,"
                                + " such as 3 of 5 (at most 64)",
                        "prod-a.alarm.drl.csv S12: 'low' is not a number; write digits such as 80 or 11.5",
                        "prod-a.alarm.drl.csv Z13: 'fast' is not a parameter; write name=value, separated by semicolons",
                        "prod-a.alarm.drl.csv AB13: 'next week' is not a date; write 2026-03-01 or with a time"
                                + " 2026-03-01T09:00:00+09:00");
    }

    @Test
    void wantsAMetricAConditionAndALimitForTheOtherMetric() {
        String csv = TestingRules.csv(
                good("Metric", ""), good("Rule", "always", "Above", ""), good("Rule", "half", "also above", "5"));
        assertThat(problems(csv))
                .containsExactly(
                        "prod-a.alarm.drl.csv B10: the metric is missing; write its name, such as tempC",
                        "prod-a.alarm.drl.csv B11: the rule has no condition and would alarm at every reading;"
                                + " fill one of the limit columns",
                        "prod-a.alarm.drl.csv N12: '5' has no metric to compare; write one into the column"
                                + " And also metric");
    }

    @Test
    void refusesColumnsItDoesNotKnow() {
        String csv = TestingRules.csv(good()).replace("NOfM($param)", "Mood($param)");
        assertThat(problems(csv))
                .containsExactly("prod-a.alarm.drl.csv R8: the hub does not know a column of kind METADATA with"
                        + " 'Mood($param)' (heading 'n of m'); use one of the columns of docs/add-a-rule.md"
                        + " or leave the kind empty for a remark");
    }

    @Test
    void refusesNeighbouringGroupsThatDroolsWouldMelt() {
        String csv = """
                RuleTable alarms
                NAME,CONDITION,CONDITION,CONDITION,CONDITION,ACTION
                ,m : MetricReading...,m : MetricReading...,other : MetricReading() from m.others...,other : MetricReading() from m.others...,
                ,METRIC,value > $param,METRIC,value > $param,"verdicts.met(drools.getRule().getName(), m, Severity.$param);"
                Rule,Metric,Above,And also metric,also above,Severity
                hot,tempC,80,rpm,100,high
                """.replace("METRIC", "\"metric == \"\"$param\"\"\"");
        assertThat(problems(csv))
                .singleElement()
                .asString()
                .contains("D3: two merged groups")
                .contains("such as Why");
    }

    @Test
    void namesTheCellOfASnippetThatDoesNotCompile() {
        String csv = TestingRules.csv(good(), good("Rule", "broken", "Equals", "3"))
                .replace("\"is(\"\"$param\"\")\"", "colour > $param");
        assertThat(problems(csv))
                .singleElement()
                .asString()
                .startsWith("prod-a.alarm.drl.csv E11: '3' with the snippet 'colour > $param' does not compile")
                .endsWith("mend the cell or the hidden row E8");
    }

    @Test
    void wantsATableWithItsMainColumns() {
        assertThat(problems("just,some,cells\n"))
                .singleElement()
                .asString()
                .contains("no cell beginning with RuleTable");
        assertThat(problems("RuleTable x\nNAME\n\n\nRule\nhot\n"))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("copy it from a shipped table"));
        assertThat(problems(TestingRules.csv())).singleElement().asString().contains("has no rules");
        assertThat(problems(TestingRules.csv(good()) + "\nRuleTable second\n"))
                .anySatisfy(problem -> assertThat(problem).contains("a second RuleTable begins here"));
    }

    @Test
    void saysThatAFileIsNoWorkbook() {
        RuleTable table = RuleTable.of("prod-a.alarm.drl.xlsx", "Rule,Metric");
        RuleTableException refusal =
                catchThrowableOfType(RuleTableException.class, () -> RuleTableCompiler.compile(table));
        assertThat(refusal).hasMessageContaining("the file cannot be read").hasMessageContaining("save it again");
    }
}
