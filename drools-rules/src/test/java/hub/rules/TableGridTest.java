package hub.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** A table that went through the grid says what its author left in it, and what cannot be taken is told by its cell. */
class TableGridTest {
    private static final RuleTable CSV = TestingRules.shipped("prod-a.alarm.drl.csv");
    private static final RuleTable BOOK = TestingRules.shipped("prod-b.alarm.drl.xlsx");

    private static List<List<String>> rows(RuleTable table) {
        List<List<String>> rows = new ArrayList<>();
        TableGrid.of(table).rows().forEach(row -> rows.add(new ArrayList<>(row.cells())));
        return rows;
    }

    @Test
    void aTableThatIsNotEditedStaysToTheLetter() {
        for (String name :
                List.of("prod-a.alarm.drl.csv", "action.drl.csv", "escalation.drl.csv", "dispatch.drl.csv")) {
            RuleTable table = TestingRules.shipped(name);
            assertThat(new String(TableGrid.of(table).edited(rows(table)).content(), StandardCharsets.UTF_8))
                    .isEqualTo(new String(table.content(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void columnsSayWhatTheyMean() {
        TableGrid grid = TableGrid.of(CSV);
        assertThat(grid.columns().get(0)).extracting("letter", "kind", "role").containsExactly("A", "name", "rule");
        assertThat(grid.columns().get(2)).extracting("role", "number").containsExactly("above", true);
        assertThat(grid.columns())
                .filteredOn(column -> column.role().equals("severity"))
                .singleElement()
                .satisfies(column -> assertThat(column.choices()).contains("critical", "info"));
        assertThat(grid.rows().get(0).row()).isEqualTo(grid.firstRowNumber());
        assertThat(TableGrid.of(TestingRules.shipped("escalation.drl.csv")).columns())
                .anySatisfy(column -> assertThat(column.choices()).contains("not-recovered"));
    }

    @Test
    void anEditedCellAndANewRowAreInTheTableOfBothKinds() {
        for (RuleTable table : List.of(CSV, BOOK)) {
            List<List<String>> rows = rows(table);
            rows.get(0).set(2, "77.5");
            List<String> added = new ArrayList<>(rows.get(0));
            added.set(0, "of the, test");
            rows.add(added);
            RuleTable edited = TableGrid.of(table).edited(rows);
            assertThat(rows(edited)).isEqualTo(rows);
            assertThat(RuleTableCompiler.compile(edited).byName()).containsKey("of the, test");
            assertThat(rows(TableGrid.of(edited).edited(rows.subList(0, 2)))).hasSize(2);
        }
    }

    @Test
    void aBadCellIsNamedByItsAddress() {
        List<List<String>> rows = rows(CSV);
        rows.get(1).set(2, "8O");
        assertThatThrownBy(() -> RuleTableCompiler.compile(TableGrid.of(CSV).edited(rows)))
                .hasMessageContaining("C11: '8O' is not a number");
    }

    @Test
    void cellsBesideTheTableAreRefused() {
        List<List<String>> rows = rows(CSV);
        rows.get(0).add("too much");
        assertThatThrownBy(() -> TableGrid.of(CSV).edited(rows)).hasMessageContaining("there is no such column");
    }

    @Test
    void aWorkbookBecomesTheCsvItIsKeptAs() throws IOException {
        RuleTable uploaded = TableUpload.of(CSV, Workbooks.of(SheetReader.text(CSV.content())));
        assertThat(uploaded.name()).isEqualTo(CSV.name());
        assertThat(TableDiff.of(CSV, uploaded)).isEqualTo(new TableDiff(List.of(), List.of(), List.of(), List.of()));
        RuleTable back = TableUpload.of(BOOK, SheetWriter.csv(SheetReader.read(BOOK)));
        assertThat(rows(back)).isEqualTo(rows(BOOK));
    }

    @Test
    void aFormulaIsRefusedWithSheetAndCell() throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(new java.io.ByteArrayInputStream(BOOK.content()));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            int row = TableGrid.of(BOOK).firstRow();
            book.getSheet("alarms").getRow(row).getCell(0).setCellFormula("CONCATENATE(\"a\",\"b\")");
            book.write(out);
            assertThatThrownBy(() -> TableUpload.of(BOOK, out.toByteArray()))
                    .isInstanceOf(RuleTableException.class)
                    .hasMessageContaining("alarms!A" + (row + 1) + ": the cell has a formula");
        }
    }

    @Test
    void whatIsNoTableIsRefusedInWords() {
        assertThatThrownBy(() -> TableUpload.of(CSV, new byte[] {'P', 'K', 3, 4, 0}))
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> TableUpload.of(CSV, "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("no cell beginning with RuleTable");
        String open = SheetReader.text(CSV.content()).replace("Coolant fan likely failed", "\"Coolant fan");
        assertThatThrownBy(() -> TableUpload.of(CSV, open.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RuleTableException.class)
                .hasMessageContaining("prod-a.alarm.drl.csv");
    }

    @Test
    void aDiffNamesCellsRowsAndLines() {
        List<List<String>> rows = rows(CSV);
        rows.get(0).set(2, "90");
        List<String> removed = rows.remove(2);
        TableDiff diff = TableDiff.of(CSV, TableGrid.of(CSV).edited(rows));
        assertThat(diff.changed())
                .containsExactly(new TableDiff.Cell("temp-threshold-prod-a", "Above", "C10", "80", "90"));
        assertThat(diff.removed())
                .singleElement()
                .extracting(TableDiff.Row::name)
                .isEqualTo(removed.get(0));
        TableDiff lines = TableDiff.of(
                RuleTable.of("x.rules.yaml", "a: 1\nb: 2\nc: 3\n"), RuleTable.of("x.rules.yaml", "a: 1\nb: 4\nc: 3\n"));
        assertThat(lines.removed()).extracting(TableDiff.Row::row).containsExactly(2);
        assertThat(lines.added()).extracting(row -> row.cells().get("line")).containsExactly("b: 4");
    }
}
