package hub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same table means the same in every form an office program gives it. */
class SheetFormatsTest {
    private static final String CSV =
            SheetReader.text(TestingRules.shipped("prod-a.alarm.drl.csv").content());

    private record Meaning(List<String> rows, String drl) {}

    private static Meaning meaning(RuleTable table) {
        TableProblems problems = new TableProblems(table.name());
        RuleSheet sheet = RuleSheet.of(SheetReader.read(table), problems);
        List<RuleRow> rows = new SheetRowReader(table, sheet, problems).rows();
        problems.refuseIfAny();
        List<String> told = rows.stream()
                .map(row -> row.toString()
                        .replace(table.version(), "version")
                        .replace(table.name(), "name")
                        .replace("alarms!", ""))
                .toList();
        return new Meaning(told, SheetDrl.of(sheet));
    }

    @Test
    void aWorkbookMeansWhatItsCsvMeans() throws IOException {
        Meaning csv = meaning(RuleTable.of("prod-a.alarm.drl.csv", CSV));
        Meaning workbook = meaning(RuleTable.of("prod-a.alarm.drl.xlsx", Workbooks.of(CSV)));
        assertThat(workbook).isEqualTo(csv);
        assertThat(csv.drl())
                .contains("m : MetricReading(metric == \"vibration\", value > 4.5)")
                .contains("other : MetricReading(metric == \"tempC\", value > 70.0) from m.others");
    }

    @Test
    void aByteOrderMarkDoesNotMatter() {
        assertThat(meaning(RuleTable.of("prod-a.alarm.drl.csv", "\uFEFF" + CSV)).drl())
                .isEqualTo(meaning(RuleTable.of("prod-a.alarm.drl.csv", CSV)).drl());
    }

    @Test
    void koreanIsReadInBothEncodings() {
        String korean = TestingRules.csv(
                Map.of("Rule", "고온", "Metric", "tempC", "Above", "80", "Severity", "high", "Why", "냉각팬 고장"));
        Meaning utf8 = meaning(RuleTable.of("prod-a.alarm.drl.csv", korean.getBytes(StandardCharsets.UTF_8)));
        Meaning cp949 =
                meaning(RuleTable.of("prod-a.alarm.drl.csv", korean.getBytes(Charset.forName("x-windows-949"))));
        assertThat(cp949).isEqualTo(utf8);
        assertThat(utf8.rows()).singleElement().asString().contains("name=고온").contains("why=냉각팬 고장");
        assertThat(utf8.drl()).contains("rule \"고온\"");
    }

    @Test
    void headingsMayBeInAnyLanguageAndBlankRowsAnywhere() {
        String korean = CSV.replace("Rule,Metric,Above", "규칙,지표,초과").replace("temp-jump", "\n,,,\ntemp-jump");
        assertThat(meaning(RuleTable.of("prod-a.alarm.drl.csv", korean)).drl())
                .isEqualTo(meaning(RuleTable.of("prod-a.alarm.drl.csv", CSV)).drl());
    }

    @Test
    void theFileNameSaysForWhichProduct() {
        assertThat(RuleTable.of("prod-a.alarm.drl.csv", CSV).product()).isEqualTo("prod-a");
        assertThat(RuleTable.of("any-product.alarm.drl.csv", CSV).product()).isEmpty();
        assertThat(RuleTable.of("prod-a.rules.yaml", "").casesName()).isEqualTo("prod-a.rules.cases.csv");
        assertThat(RuleTable.of("prod-a.alarm.drl.xlsx", "").casesName()).isEqualTo("prod-a.alarm.cases.csv");
        assertThat(RuleTable.isTable("~$prod-a.alarm.drl.xlsx")).isFalse();
        assertThat(RuleTable.isTable("prod-a.alarm.cases.csv")).isFalse();
    }
}
