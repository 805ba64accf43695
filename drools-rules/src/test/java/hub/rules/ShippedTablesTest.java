package hub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ShippedTablesTest {

    @TestFactory
    Stream<DynamicTest> allCasesOfTheShippedTablesPass() {
        return TestingRules.allShipped().stream()
                .flatMap(table -> cases(table).stream()
                        .map(result -> DynamicTest.dynamicTest(
                                result.place() + ": " + result.name(),
                                () -> assertThat(result.message()).isEmpty())));
    }

    private static List<CaseResult> cases(RuleTable table) {
        try {
            return RuleCases.run(
                    TestingRules.compiled(table),
                    table.casesName(),
                    Files.readString(Path.of("tables", table.casesName())));
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }

    @Test
    void theShippedTablesComeIntoForceTogether() {
        RuleBook book = new RuleBook();
        TestingRules.allShipped().forEach(table -> book.adopt(TestingRules.compiled(table)));
        assertThat(book.tables()).hasSize(5);
        assertThat(book.inForce().forProduct("prod-a").alarms())
                .contains("temp-threshold-prod-a", "fan-blocked-prod-a", "battery-low")
                .doesNotContain("pressure-high-prod-b");
    }

    @Test
    void aFailingCaseSaysWhatCameInstead() {
        RuleTable table = TestingRules.shipped("any-product.alarm.drl.csv");
        String cases = """
                case,at,batteryPct,expect
                wrong,0,18,active battery-low high
                ,60,90,
                """;
        assertThat(RuleCases.run(TestingRules.compiled(table), "x.cases.csv", cases))
                .containsExactly(new CaseResult(
                        "wrong",
                        "x.cases.csv, line 2",
                        false,
                        "line 2: expected 'active battery-low high' but came 'active battery-low medium';"
                                + " line 3: expected nothing but came 'cleared battery-low'"));
    }
}
