package hub.master.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingReaderTest {

    private static final String GOOD = """
            table: public.kunde
            target: customer
            columns:
              customer_id: nr
              name: firma
            """;

    @Test
    void theMappingsOfTheProjectAreGoodAndSoAreTheirCases() throws Exception {
        MappingCases.Result result = new MappingCases().runFolder(Path.of("mappings"));

        assertThat(result.problems()).isEmpty();
        assertThat(result.files()).isEqualTo(9);
        assertThat(result.cases()).isGreaterThan(10);
    }

    @Test
    void aMistakeIsToldWithItsLineAndWhatToDo() {
        assertThat(problems(GOOD.replace("name:", "nmae:")))
                .contains("x.mapping.yaml:3 columns: a customer needs 'name'")
                .contains("x.mapping.yaml:5 columns.nmae: a customer has no field 'nmae'; it has customer_id, name");
        assertThat(problems(GOOD.replace("target: customer", "target: costumer")))
                .contains("x.mapping.yaml:2 target: must be one of customer, site");
        assertThat(problems(GOOD + "dropp: []\n"))
                .contains("x.mapping.yaml:6 dropp: unknown key; did you mean 'drop'?");
        assertThat(problems(GOOD.replace("firma", "{ from: firma, convert: timestamp, zone: Korea/Seoul }")))
                .contains("there is no time zone 'Korea/Seoul'");
        assertThat(problems(GOOD + "since: seit\n")).contains("a customer has no place that holds since a moment");
        assertThat(problems("table: [\n")).contains("not valid YAML");
    }

    private static String problems(String text) {
        return new MappingReader().read("x.mapping.yaml", text).problems().toString();
    }

    @Test
    void aBadFileNeverReplacesAGoodOne(@TempDir Path folder) throws Exception {
        MappingBook book = new MappingBook();
        MappingFolder mappings = new MappingFolder(folder, book);
        Path file = folder.resolve("kunde.mapping.yaml");
        Files.writeString(file, GOOD);
        assertThat(mappings.load()).isTrue();

        Files.writeString(file, GOOD.replace("name: firma", ""));
        assertThat(mappings.load()).isFalse();
        assertThat(mappings.problems()).hasSize(1);
        assertThat(book.find("public.kunde")).isPresent();

        Files.writeString(folder.resolve("other.mapping.yaml"), GOOD);
        mappings.load();
        assertThat(mappings.problems().toString()).contains("public.kunde is mapped by kunde.mapping.yaml already");

        Files.writeString(file, GOOD.replace("firma", "firmenname"));
        assertThat(mappings.load()).isTrue();
        assertThat(book.find("public.kunde").orElseThrow().reads()).contains("firmenname");
    }
}
