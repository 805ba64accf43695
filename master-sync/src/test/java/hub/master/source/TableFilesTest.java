package hub.master.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.contract.RejectedMessage;
import hub.master.mapping.MappingBook;
import hub.master.mapping.MappingFolder;
import hub.message.DeadLetter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableFilesTest {

    private static final long WRITTEN = 1_767_225_600_000L;

    private final MappingBook book = new MappingBook();
    private final TableFiles files = new TableFiles(null, book, null, "this-hub", 20);

    @BeforeEach
    void withTheMappingsOfTheProject() {
        new MappingFolder(Path.of("mappings"), book).load();
    }

    @Test
    void theNameSaysTheTable() throws Exception {
        assertThat(TableFile.table("customer.csv")).isEqualTo("csv.customer");
        assertThat(TableFile.table("in/Customer-20261121.CSV")).isEqualTo("csv.customer");
        assertThat(TableFile.table("staff_list_2026-11.csv")).isEqualTo("csv.staff_list");
        assertThatThrownBy(() -> TableFile.table("2026.csv")).hasMessageContaining("customer-20261121.csv");
    }

    @Test
    void rowsAreChangesAtTheTimeOfTheirFile() throws Exception {
        TablePart part = parts(open("no,name,country\n70,\"Hanbit, Ltd\",KR\n", StandardCharsets.UTF_8))
                .get(0);

        assertThat(part.batch().changes()).singleElement().satisfies(change -> {
            assertThat(change.data()).containsEntry("name", "Hanbit, Ltd");
            assertThat(change.keys()).containsEntry("no", "70");
            assertThat(change.position()).isEqualTo(WRITTEN);
        });
        assertThat(part.isSound()).isTrue();
    }

    @Test
    void aFileOfKoreanExcelIsReadToo() throws Exception {
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("MS949"))) {
            TablePart part =
                    parts(open("no;name;country\r\n70;한빛정밀;KR\r\n", charset)).get(0);
            assertThat(part.batch().changes().get(0).data()).containsEntry("name", "한빛정밀");
        }
        assertThat(parts(open("\uFEFFno,name,country\n70,Hanbit,KR\n", StandardCharsets.UTF_8)))
                .hasSize(1);
    }

    @Test
    void aBadRowIsALetterThatCanBeMendedAndTheSameOneEachTime() throws Exception {
        String text = "no,name,country\n70,Hanbit,KR\n\n71,,KR\n72,Two\n";
        TablePart part = parts(open(text, StandardCharsets.UTF_8)).get(0);

        assertThat(part.batch().changes()).hasSize(1);
        DeadLetter letter = part.letters().get(0);
        assertThat(letter.problems().get(0))
                .startsWith("customer-1.csv line 4: name is empty")
                .endsWith("(csv-customer.mapping.yaml)");
        assertThat(new String(letter.payload(), StandardCharsets.UTF_8))
                .contains("\"table\":\"csv.customer\"")
                .contains("\"position\":" + WRITTEN);
        assertThat(part.letters().get(1).problems().get(0)).contains("line 5: 2 fields");
        assertThat(parts(open(text, StandardCharsets.UTF_8))
                        .get(0)
                        .letters()
                        .get(0)
                        .id())
                .isEqualTo(letter.id());
    }

    @Test
    void aFileThatIsNoneIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> open("", StandardCharsets.UTF_8)).hasMessageContaining("is empty");
        assertThatThrownBy(() -> open("no,title\n", StandardCharsets.UTF_8))
                .hasMessageContaining("has no column country, name")
                .hasMessageContaining("it has no, title");
        assertThatThrownBy(() -> open("no,name,country\n70,\"open,KR\n", StandardCharsets.UTF_8))
                .isInstanceOf(RejectedMessage.class)
                .hasMessageContaining("nothing of it was taken");
    }

    private OpenTable open(String text, Charset charset) throws Exception {
        return files.open("folder", "receive-folder", "customer-1.csv", WRITTEN, text.getBytes(charset), false);
    }

    private static List<TablePart> parts(OpenTable table) {
        List<TablePart> parts = new ArrayList<>();
        table.forEach(parts::add);
        return parts;
    }
}
