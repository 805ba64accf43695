package hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.master.mapping.MappingBook;
import hub.master.mapping.MappingFolder;
import hub.master.sync.ChangeBatch;
import hub.message.MasterChange.Operation;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeRecordsTest {

    private final MappingBook book = new MappingBook();
    private final ChangeRecords records = new ChangeRecords(book, Clock.systemUTC());

    @BeforeEach
    void withTheMappingsOfTheProject() {
        new MappingFolder(Path.of(System.getProperty("hub.home", ".."), "master-sync/mappings"), book).load();
    }

    @Test
    void aRecordGoesThroughTheStreamAndIsAChangeAtItsPosition() throws Exception {
        List<RawFrame> frames = records.frames(
                Map.of("items", List.of(record("upsert", Map.of("company", "Daehan")), record("delete", Map.of()))),
                "lee");

        ChangeBatch batch = records.read(List.of(
                        frames.get(0).at(new StreamPosition(3, "41")),
                        frames.get(1).at(new StreamPosition(3, "42"))))
                .batches()
                .get(0);

        assertThat(frames.get(0).role()).isEqualTo("master_change");
        assertThat(batch.changes().get(0).data())
                .containsEntry("company", "Daehan")
                .containsEntry("customer_no", 17);
        assertThat(batch.changes().get(0).position()).isEqualTo(42);
        assertThat(batch.changes().get(1).operation()).isEqualTo(Operation.DELETE);
        assertThat(batch.changes().get(1).position()).isEqualTo(43);
    }

    @Test
    void aRecordThatCannotBeOneIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> records.frames(Map.of("items", List.of(record("merge", Map.of()))), "lee"))
                .hasMessage("items[0].op is 'merge'; it must be upsert or delete");
        assertThatThrownBy(() -> records.frames(
                        Map.of("items", List.of(Map.of("op", "upsert", "table", "public.x", "keys", Map.of("a", 1)))),
                        "lee"))
                .hasMessageContaining("items[0].table 'public.x' has no mapping in force");
    }

    private static Map<String, Object> record(String operation, Map<String, Object> data) {
        return Map.of("op", operation, "table", "public.erp_customer", "data", data, "keys", Map.of("customer_no", 17));
    }
}
