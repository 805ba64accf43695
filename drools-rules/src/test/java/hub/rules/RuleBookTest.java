package hub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleBookTest {
    private static final RuleTable GOOD = RuleTable.of(
            "prod-a.alarm.drl.csv",
            TestingRules.csv(Map.of("Rule", "hot", "Metric", "tempC", "Above", "80", "Severity", "high")));
    private static final RuleTable BAD = RuleTable.of(
            "prod-a.alarm.drl.csv",
            TestingRules.csv(Map.of("Rule", "hot", "Metric", "tempC", "Above", "x", "Severity", "high")));

    private final RuleBook book = new RuleBook();

    @Test
    void aBadTableNeverReplacesAGoodOne() {
        assertThat(book.replace(List.of(GOOD))).isEmpty();
        assertThat(book.replace(List.of(BAD)))
                .extracting(RuleTableProblem::place)
                .containsExactly("C10");
        assertThat(book.tables()).singleElement().satisfies(entry -> {
            assertThat(entry.version()).isEqualTo(GOOD.version());
            assertThat(entry.product()).isEqualTo("prod-a");
            assertThat(entry.rules()).containsExactly("hot");
        });
        assertThat(book.problems()).hasSize(1);
        assertThat(book.replace(List.of(GOOD))).as("the good version again").isEmpty();
        assertThat(book.problems()).isEmpty();
        assertThat(book.replace(List.of())).isEmpty();
        assertThat(book.tables()).isEmpty();
    }

    @Test
    void refusesANameThatAnotherTableUsesForTheSameDevices() {
        book.adopt(TestingRules.compiled(GOOD));
        String yaml = "ruleId: hot\ncondition: tempC > 90\nseverity: low\n";
        assertThat(book.publish(RuleTable.of("prod-a.rules.yaml", yaml)))
                .singleElement()
                .asString()
                .isEqualTo("prod-a.rules.yaml line 1: the name 'hot' is already used in prod-a.alarm.drl.csv A10"
                        + " for the same devices; rename one of them");
        assertThat(book.publish(RuleTable.of("prod-b.rules.yaml", yaml))).isEmpty();
        assertThat(book.tables()).hasSize(2);
    }

    @Test
    void aRuleMayMoveToAnotherTableAndAClashEndsWithItsCause() {
        book.adopt(TestingRules.compiled(GOOD));
        RuleTable moved = RuleTable.of("prod-a.rules.yaml", "ruleId: hot\ncondition: tempC > 90\nseverity: low\n");
        assertThat(book.replace(List.of(GOOD, moved))).hasSize(1);
        RuleTable renamed = RuleTable.of(
                "prod-a.alarm.drl.csv",
                TestingRules.csv(Map.of("Rule", "cold", "Metric", "tempC", "Below", "5", "Severity", "high")));
        assertThat(book.replace(List.of(renamed, moved))).isEmpty();
        assertThat(book.tables()).flatExtracting(RuleBook.Entry::rules).containsExactly("cold", "hot");
    }

    @Test
    void checksWithoutPublishing() {
        assertThat(book.check(GOOD)).isEmpty();
        assertThat(book.check(BAD)).hasSize(1);
        assertThat(book.tables()).isEmpty();
    }
}
