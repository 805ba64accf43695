package hub.adapters.cold;

import static hub.adapters.cold.TestingCold.deliver;
import static hub.adapters.cold.TestingCold.readings;
import static hub.adapters.cold.TestingCold.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.message.Telemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdCareTest {
    private static final Instant NEXT_DAY = TestingCold.NOON.plus(Duration.ofDays(1));

    @TempDir
    Path folder;

    private TestingCold cold;
    private ColdStore store;
    private ColdCare care;

    @BeforeEach
    void open() throws Exception {
        cold = new TestingCold(folder);
        store = cold.store();
        care = new ColdCare(store, cold.database(), cold.clock);
    }

    @AfterEach
    void close() {
        cold.close();
    }

    @Test
    void smallFilesBecomeOneInOrderAndNothingElseChanges() throws Exception {
        for (int second = 0; second < 12; second++) {
            deliver(store, readings("prod-a", 0, second * 10L, 10));
            store.commit();
        }
        ColdFiles files = new ColdFiles(store);
        long then = files.plan("telemetry", null, null, null).snapshotId();
        var digest = new ColdSpan(store).digest("prod-a", LocalDate.of(2026, 3, 2));
        assertThat(files.plan("telemetry", null, null, null).files()).hasSize(12);

        Map<String, Object> figures = care.tidy();

        assertThat(figures.toString()).contains("telemetry={filesMerged=12, into=1, rows=120");
        assertThat(files.plan("telemetry", null, null, null).files()).hasSize(1);
        assertThat(files.planAt("telemetry", null, null, null, then).files()).hasSize(12);
        assertThat(new ColdSpan(store).digest("prod-a", LocalDate.of(2026, 3, 2)))
                .isEqualTo(digest);
        assertThat(inFileOrder()).isSorted().hasSize(120);
        assertThat(TestingCold.all(store)).as("followers see each reading once").hasSize(120);

        ColdStore restarted = cold.store();
        deliver(restarted, readings("prod-a", 0, 110, 15));
        restarted.commit();
        assertThat(rows(restarted, "telemetry")).as("positions are kept").isEqualTo(125);
        assertThat(care.tidy().toString()).contains("telemetry={filesMerged=0");
    }

    @Test
    void aDayThatIsOverIsMergedThoughItsFilesAreFew() throws Exception {
        for (int second = 0; second < 3; second++) {
            deliver(store, readings("prod-a", 0, second * 10L, 10));
            store.commit();
        }
        assertThat(care.tidy().toString()).contains("telemetry={filesMerged=0");
        cold.clock.move(Duration.ofDays(1));
        assertThat(care.tidy().toString()).contains("telemetry={filesMerged=3, into=1");
    }

    @Test
    void oldStatesAndStraysGoAndWhatIsNewestStays() throws Exception {
        for (int second = 0; second < 8; second++) {
            deliver(store, readings("prod-a", 0, second * 10L, 10));
            store.commit();
        }
        ColdChanges changes = new ColdChanges(store);
        long first = changes.after(0).get(0).snapshotId();
        Path stray = folder.resolve("hub/telemetry/data/stray.parquet");
        Files.writeString(stray, "left by a hub that died");
        Files.setLastModifiedTime(stray, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        cold.clock.set(Instant.now().toString());
        care.tidy();
        assertThat(stray).doesNotExist();

        deliver(store, readings("prod-a", 0, 80, 10));
        store.commit();
        cold.clock.move(Duration.ofDays(3));
        assertThat(care.tidy().toString()).containsPattern("snapshotsForgotten=[1-9]");

        assertThat(rows(store, "telemetry")).isEqualTo(90);
        assertThat(new ColdSpan(store)
                        .digest("prod-a", LocalDate.of(2026, 3, 2))
                        .readings())
                .isEqualTo(90);
        assertThatThrownBy(() -> changes.after(first)).isInstanceOf(ColdGapException.class);
        try (var left = Files.walk(folder.resolve("hub/telemetry/data"))) {
            assertThat(left.filter(Files::isRegularFile)).hasSize(3);
        }
        ColdStore restarted = cold.store();
        deliver(restarted, readings("prod-a", 0, 75, 15));
        restarted.commit();
        assertThat(rows(restarted, "telemetry"))
                .as("positions outlive snapshots")
                .isEqualTo(90);
    }

    @Test
    void aSubjectIsRemovedFromAllTablesAndOnlyThat() {
        deliver(store, readings("prod-a", 0, 0, 10));
        deliver(store, readings("prod-b", 1, 0, 10));
        store.append(
                "alarm_history",
                List.of(Map.of("id", "1", "device_id", "prod-a-3", "at", cold.clock.instant(), "kind", "raised")));

        ColdRemoval receipt = store.remove(List.of("prod-a-3", "prod-b-1"), NEXT_DAY);

        assertThat(receipt.rows())
                .containsEntry("telemetry", 2L)
                .containsEntry("raw_frame", 2L)
                .containsEntry("alarm_history", 1L);
        assertThat(rows(store, "telemetry")).isEqualTo(18);
        assertThat(rows(store, "alarm_history")).isZero();
        assertThat(store.remove(List.of("prod-a-3"), NEXT_DAY).rows()).containsEntry("telemetry", 0L);
        assertThat(TestingCold.all(store)).as("what was added is still told").hasSize(20);
    }

    @Test
    void aFrameIsFoundByItsTrace() {
        List<Telemetry> readings = readings("prod-a", 0, 0, 50);
        deliver(store, readings);
        store.commit();
        ColdDesk desk = new ColdDesk(store, care, cold.clock);

        assertThat(desk.frames(readings.get(7).traceId()).get("items").toString())
                .contains("device_id=prod-a-7", "payload=014E0203E8", "door=tcp");
        assertThatThrownBy(() -> desk.frames("0123")).isInstanceOf(NoSuchElementException.class);
        assertThat(desk.tables().toString()).contains("table=telemetry, rows=50, files=1");
    }

    private List<String> inFileOrder() throws Exception {
        List<String> found = new ArrayList<>();
        var table = store.warehouse().fresh(ColdTable.TELEMETRY);
        try (var tasks = table.newScan().planFiles()) {
            for (var task : tasks) {
                try (CloseableIterable<StructLike> rows =
                        TableRows.of(table, task.file(), table.schema().select("device_id", "device_timestamp"))) {
                    rows.forEach(row -> found.add(row.get(0, CharSequence.class) + " " + row.get(1, Long.class)));
                }
            }
        }
        return found;
    }
}
