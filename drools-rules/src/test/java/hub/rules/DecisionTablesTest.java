package hub.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class DecisionTablesTest {

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> allCasesOfTheShippedDecisionTablesPass() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("tables"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(new DecisionBook()::takes)
                    .sorted()
                    .map(TestingRules::shipped)
                    .flatMap(DecisionTablesTest::cases)
                    .toList()
                    .stream();
        }
    }

    private static Stream<DynamicTest> cases(RuleTable table) {
        try {
            String cases = Files.readString(Path.of("tables", table.casesName()));
            return RuleCases.run(table, table.casesName(), cases).stream()
                    .map(result -> DynamicTest.dynamicTest(
                            result.place() + ": " + result.name(),
                            () -> assertThat(result.message()).isEmpty()));
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }

    private static final String TABLE = """
            RuleTable x
            NAME,CONDITION,CONDITION,DESCRIPTION,ACTION,ACTION
            ,q : Question...,q : Question...,,,
            ,"is(""rule"", ""$param"")","%s",,"answers.say(drools.getRule().getName(), ""action"", ""$param"");","answers.say(drools.getRule().getName(), ""attempts"", ""$param"");"
            Row,Alarm rule,Severity,Why,Action,Attempts
            %s
            """;
    private static final String SEVERITY = "atLeast(\"\"severity\"\", \"\"$param\"\")";

    private static List<String> problems(String snippet, String rows) {
        RuleTable table = RuleTable.of("prod-a.action.drl.csv", TABLE.formatted(snippet, rows));
        RuleTableException refusal =
                catchThrowableOfType(RuleTableException.class, () -> DecisionTableCompiler.compile(table));
        assertThat(refusal).as("the table is refused").isNotNull();
        return refusal.problems().stream().map(RuleTableProblem::toString).toList();
    }

    @Test
    void namesAllBadCellsAtOnce() {
        assertThat(problems(SEVERITY, "one,hot,urgent,,restart,two\none,,,,,\n,hot,,,stop,"))
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).startsWith("prod-a.action.drl.csv C6: 'urgent'"),
                        problem -> assertThat(problem).startsWith("prod-a.action.drl.csv F6: 'two' is not a number"),
                        problem ->
                                assertThat(problem).startsWith("prod-a.action.drl.csv A7: the name 'one' is already"),
                        problem -> assertThat(problem).startsWith("prod-a.action.drl.csv E7: the action is missing"),
                        problem -> assertThat(problem).startsWith("prod-a.action.drl.csv A8: the row has no name"));
    }

    @Test
    void namesTheHiddenRowThatDroolsRefusesOrTheHubDoesNotKnow() {
        assertThat(problems("nonsense(\"\"$param\"\")", "one,hot,high,,restart,"))
                .singleElement()
                .asString()
                .startsWith("prod-a.action.drl.csv C4: the condition 'nonsense(\"$param\")' does not compile");
        assertThat(problems("is(\"\"weather\"\", \"\"$param\"\")", "one,hot,high,,restart,"))
                .singleElement()
                .asString()
                .contains("C4", "names no fact that the hub knows ('weather')", "severity");
    }

    @Test
    void anEditedTableComesIntoForceAndABadOneDoesNot() throws IOException {
        Path file = folder.resolve("action.drl.csv");
        Files.writeString(file, TABLE.formatted(SEVERITY, "one,hot,high,,restart,"));
        DecisionBook book = new DecisionBook();
        try (RuleFolder tables = new RuleFolder(folder, new RuleBook(), book)) {
            assertThat(tables.load()).isEmpty();
            assertThat(actions(book)).containsExactly("restart");
            tables.start();
            Files.writeString(file, TABLE.formatted(SEVERITY, "one,hot,urgent,,restart,"));
            await().atMost(Duration.ofSeconds(20)).until(() -> !book.problems().isEmpty());
            assertThat(actions(book)).containsExactly("restart");
            Files.writeString(file, TABLE.formatted(SEVERITY, "zero,cold,,,heat,\none,hot,low,,stop,2"));
            await().atMost(Duration.ofSeconds(20)).until(() -> actions(book).contains("stop"));
            assertThat(book.problems()).isEmpty();
        }
    }

    private static List<String> actions(DecisionBook book) {
        return book.decide(DecisionKind.ACTION, "prod-a", Map.of("rule", "hot", "severity", "CRITICAL")).stream()
                .map(row -> row.text("action"))
                .toList();
    }
}
