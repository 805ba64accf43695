package hub.contract;

import static org.assertj.core.api.Assertions.assertThat;

import hub.formula.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ContractCheckTest {

    private final List<String> found = new ArrayList<>();

    @Test
    void everyBrokenRuleIsNamedWithFieldValueAndOffset() {
        check(
                List.of(
                        rule("temp", LogicalType.NUMBER, true, Map.of()),
                        rule("mode", LogicalType.STRING, true, Map.of()),
                        rule("count", LogicalType.INTEGER, true, Map.of())),
                new Object[] {150L, 7L, null},
                new int[] {4, 9, 0});
        assertThat(found)
                .containsExactly(
                        "ENFORCE temp: range, value 150, offset 4 (0x4): must be at most 100",
                        "ENFORCE mode: type, value 7, offset 9 (0x9): must be string, not this number",
                        "ENFORCE count: required: is required but absent; send it or drop 'required'");
    }

    @Test
    void aRuleThatWarnsIsReportedAsSuch() {
        check(
                List.of(rule("temp", LogicalType.NUMBER, true, Map.of("range", RuleMode.WARN))),
                new Object[] {-1.5},
                new int[] {-1});
        assertThat(found).containsExactly("WARN temp: range, value -1.5: must be at least 0");
    }

    @Test
    void numbersBecomeCanonical() {
        Object[] values = {12.0, 3, "x"};
        check(
                List.of(
                        rule("a", LogicalType.INTEGER, false, Map.of()),
                        rule("b", LogicalType.NUMBER, false, Map.of()),
                        rule("c", LogicalType.ANY, false, Map.of())),
                values,
                new int[3]);
        assertThat(values).containsExactly(12L, 3L, "x");
        assertThat(found).isEmpty();
    }

    @Test
    void aRuleOverSeveralMetricsIsLeftOutWhileOneIsAbsent() {
        MetricNames names = MetricNames.of(List.of("a", "b"));
        CrossRule rule = new CrossRule("a-below-b", Formula.compile("a < b"), "a must be below b", RuleMode.ENFORCE);
        ContractCheck check = new ContractCheck(List.of(), List.of(rule), names);
        check.checkTogether(new Object[] {5L, null}, this::note);
        check.checkTogether(new Object[] {5L, 6L}, this::note);
        assertThat(found).isEmpty();
        check.checkTogether(new Object[] {7L, 6L}, this::note);
        assertThat(found).containsExactly("ENFORCE message: a-below-b: a must be below b");
    }

    private void check(List<MetricRule> rules, Object[] values, int[] offsets) {
        MetricNames names =
                MetricNames.of(rules.stream().map(MetricRule::metric).toList());
        new ContractCheck(rules, List.of(), names).check(values, offsets, this::note);
    }

    private void note(RuleMode mode, ContractViolation violation) {
        found.add(mode + " " + violation);
    }

    private static MetricRule rule(String name, LogicalType type, boolean required, Map<String, RuleMode> modes) {
        return new MetricRule(
                name, type, "", "", required, OptionalDouble.of(0), OptionalDouble.of(100), List.of(), modes);
    }
}
