package hub.formula.daily;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormulaFilesTest {
    private final FormulaSpecReader reader = new FormulaSpecReader(product ->
            product.equals("prod-a") ? Optional.of(Set.of("tempC", "vibration", "rpm", "voltage")) : Optional.empty());

    @Test
    void theFormulasOfTheHubAreSound() {
        FormulaCases.Result result = new FormulaCases(reader).run(Path.of("formulas"));
        assertThat(result.faults()).isEmpty();
        assertThat(result.cases()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void theGuideTeachesWhatTheHubUnderstands(@TempDir Path folder) throws IOException {
        String guide = Files.readString(Path.of(System.getProperty("hub.home", ".."), "docs/add-a-formula.md"));
        String[] blocks = guide.split("```yaml\\n|```\\n");
        String formula = Stream.of(blocks)
                .filter(text -> text.startsWith("formulaId"))
                .findFirst()
                .orElseThrow();
        String cases = Stream.of(blocks)
                .filter(text -> text.startsWith("cases"))
                .findFirst()
                .orElseThrow();
        Files.writeString(folder.resolve("health-score-prod-a.formula.yaml"), formula);
        Files.writeString(folder.resolve("health-score-prod-a.formula.cases.yaml"), cases);
        FormulaCases.Result result = new FormulaCases(reader).run(folder);
        assertThat(result.faults()).isEmpty();
        assertThat(result.cases()).isEqualTo(2);
        assertThat(Statistic.words()).allSatisfy(word -> assertThat(guide).contains("." + word));
    }

    @Test
    void jsonIsReadLikeYaml() {
        String json = """
                {"formulaId": "health-score-prod-a", "productId": "prod-a", "customerId": "customer-1",
                 "formula": "clamp(100 - (tempC - 60) * 2 - vibration * 10, 0, 100)", "description": "as in the plan"}
                """;
        FormulaSpec spec = reader.read("body", json).spec().orElseThrow();
        assertThat(spec.customerId()).isEqualTo("customer-1");
        assertThat(spec.formula().metrics()).containsExactly("tempC", "vibration");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceWithItsLine() {
        FormulaReading reading = reader.read("x.formula.yaml", """
                formulaId: two words
                productId: prod-z
                owner: kim
                formula: exec("rm") + 1
                """);
        assertThat(reading.spec()).isEmpty();
        assertThat(reading.faults())
                .map(FormulaFault::toString)
                .anySatisfy(text -> assertThat(text).startsWith("x.formula.yaml:1 formulaId: 'two words' is no name"))
                .anySatisfy(text -> assertThat(text).startsWith("x.formula.yaml:2 productId: there is no product"))
                .anySatisfy(text -> assertThat(text).startsWith("x.formula.yaml:3 owner: is unknown"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("x.formula.yaml:4 formula: at character 1: there is no function 'exec'"));
        assertThat(reader.read("x", "- 1").faults()).hasSize(1);
        assertThat(reader.read("x", "a: [").faults().get(0).message()).contains("not valid YAML");
        assertThat(reader.read("x", "").faults()).hasSize(1);
        assertThat(reader.read("x", "formula: !a%20 b").faults().get(0).message())
                .contains("Tag must not");
        assertThat(reader.read("x", "a: &a [1, 2]\nb: *a").spec()).isEmpty();
    }

    @Test
    void aCaseThatIsNotMetNamesItsLine(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("spread.formula.yaml"),
                "{formulaId: spread, productId: prod-a, formula: tempC.max - tempC.min, description: x}");
        assertThat(new FormulaCases(reader).run(folder).faults().get(0).message())
                .contains("has no cases");
        Files.writeString(folder.resolve("spread.formula.cases.yaml"), """
                cases:
                  - name: a day
                    given: { tempC: { avg: 50, min: 40, max: 65 } }
                    result: 24
                """);
        assertThat(new FormulaCases(reader).run(folder).faults())
                .singleElement()
                .hasToString("spread.formula.cases.yaml:2 a day: expected 24  but found 25.0");
    }
}
