package hub.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hub.message.AlarmClass;
import hub.message.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlRulesTest {

    private static List<String> problems(String yaml) {
        RuleTable table = RuleTable.of("prod-a.rules.yaml", yaml);
        RuleTableException refusal =
                catchThrowableOfType(RuleTableException.class, () -> RuleTableCompiler.compile(table));
        assertThat(refusal).as("the rules are refused").isNotNull();
        return refusal.problems().stream().map(RuleTableProblem::toString).toList();
    }

    @Test
    void readsTheFormOfThePlanningDocument() {
        String yaml = """
                ruleId: temp-threshold-prod-a
                productId: prod-a
                type: threshold
                condition: "metrics.tempC > 80"
                severity: high
                autoAction: restart-fan
                """;
        TableProblems problems = new TableProblems("x");
        List<YamlRule> rules = YamlRuleReader.read(RuleTable.of("x.rules.yaml", yaml), problems);
        assertThat(problems.isEmpty()).isTrue();
        RuleRow row = rules.get(0).row();
        assertThat(row.name()).isEqualTo("temp-threshold-prod-a");
        assertThat(row.metric()).isEqualTo("tempC");
        assertThat(row.severity()).isEqualTo(Severity.HIGH);
        assertThat(row.alarmClass()).isEqualTo(AlarmClass.IMMEDIATE);
        assertThat(row.action()).isEqualTo("restart-fan");
        assertThat(YamlDrl.of(rules)).contains("m : MetricReading(metric == \"tempC\", value > 80.0)");
    }

    @Test
    void readsAllFieldsOfAList() {
        String yaml = """
                - ruleId: a
                  condition: rpm.change > 100 && 5 < tempC
                  severity: low
                  class: monitoring
                  forSeconds: 10
                  nOfM: 2 of 3
                  clearCondition: rpm < 10
                  minClearSeconds: 5
                  cooldownSeconds: 60
                  actionParameters: { level: 3 }
                  why: because
                ---
                ruleId: b
                productId: prod-b
                condition: tempC.slopePerMinute < -1
                severity: info
                """;
        TableProblems problems = new TableProblems("x");
        List<YamlRule> rules = YamlRuleReader.read(RuleTable.of("prod-a.rules.yaml", yaml), problems);
        RuleRow a = rules.get(0).row();
        assertThat(a.needs()).containsExactly("rpm", "tempC");
        assertThat(a.memory()).isEqualTo(new RuleRow.Memory(true, false));
        assertThat(a.dampening()).isEqualTo(new RuleRow.Dampening(10_000, 2, 3));
        assertThat(a.clearing().isMetBy(Map.<String, Object>of("rpm", 5L)::get)).isTrue();
        assertThat(a.clearing().forMillis()).isEqualTo(5000);
        assertThat(a.clearing().cooldownMillis()).isEqualTo(60_000);
        assertThat(a.parameters()).containsExactly(Map.entry("level", 3L));
        assertThat(a.alarmClass()).isEqualTo(AlarmClass.MONITORING);
        assertThat(a.product()).isEqualTo("prod-a");
        assertThat(rules.get(1).row().product()).isEqualTo("prod-b");
        assertThat(YamlDrl.of(rules))
                .contains("m : MetricReading(metric == \"rpm\", change > 100.0, condition1(this))")
                .contains("m : MetricReading(metric == \"tempC\", slopePerMinute < -1.0)");
    }

    @Test
    void namesLineAndFieldOfEveryProblem() {
        assertThat(problems("""
                        rules:
                          - ruleId: a
                            condition: metrics.tempC >
                            severity: hot
                            type: magic
                          - ruleId: a
                            condition: tempC + 1
                            severity: low
                            clearCondition: tempC.change < 1
                            colour: red
                          - condition: 1 > 2
                            severity: low
                        """))
                .containsExactly(
                        "prod-a.rules.yaml line 10, field colour: the hub does not know this field; use one of"
                                + " actionParameters, autoAction, class, clearCondition, condition, cooldownSeconds,"
                                + " forSeconds, minClearSeconds, nOfM, productId, ruleId, sameAlarm, severity, since,"
                                + " type, until, why",
                        "prod-a.rules.yaml line 5, field type: 'magic' is not a type; write threshold or pattern",
                        "prod-a.rules.yaml line 3, field condition: 'metrics.tempC >' at character 15: something is"
                                + " missing beside '>'; write a value on each side",
                        "prod-a.rules.yaml line 4, field severity: 'hot' is not a severity; write critical, high,"
                                + " medium, low or info",
                        "prod-a.rules.yaml line 6, field ruleId: 'a' is already used at line 2; give each rule its own",
                        "prod-a.rules.yaml line 7, field condition: 'tempC + 1' is not a condition; compare it, such as"
                                + " tempC + 1 > 80",
                        "prod-a.rules.yaml line 9, field clearCondition: 'tempC.change' looks at the past, which only"
                                + " conditions can; use the metric itself",
                        "prod-a.rules.yaml line 11, field ruleId: the rule has no ruleId; write one such as"
                                + " temp-threshold-prod-a",
                        "prod-a.rules.yaml line 11, field condition: the condition names no metric; write one such as"
                                + " metrics.tempC");
    }

    @Test
    void saysWhereTheYamlIsBroken() {
        assertThat(problems("ruleId: a\n  condition: ["))
                .singleElement()
                .asString()
                .contains("line 2, column");
        assertThat(problems("just text")).singleElement().asString().contains("a rule is wanted here");
        assertThat(problems("")).singleElement().asString().contains("no rules");
    }
}
