package hub.adapters.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceHistoryTest {
    private static final Instant END = Instant.parse("2026-02-01T00:00:00Z");
    private static final String IDS = "{device_id: 1, product_id: 2, device_timestamp: 3, reading_id: 4, metrics:"
            + " {__duckdb_field_id: 5, tempC: 6, note: 8}}";

    @TempDir
    Path folder;

    private TestingColdTables tables;
    private DeviceHistory history;

    @BeforeEach
    void fillFiveDaysWithADeviceThatSpeaksTwiceInTheSameMillisecond() throws Exception {
        tables = new TestingColdTables(folder);
        for (int day = 1; day <= 5; day++) {
            tables.add(
                    "telemetry",
                    "select 'd-' || d as device_id, 'prod-a' as product_id, timestamptz '2026-01-0" + day
                            + " 00:00:00+00' + (i // 2) * interval 1 minute as device_timestamp, '" + day
                            + "-' || lpad(i::varchar, 3, '0') as reading_id, {tempC: i + 0.5::double, note: case when i % 2"
                            + " = 0 then 'even' end} as metrics from range(3) u(d), range(100) t(i)",
                    IDS,
                    Instant.parse("2026-01-0" + day + "T00:00:00Z"),
                    Instant.parse("2026-01-0" + day + "T00:49:00Z"));
        }
        history = new DeviceHistory(
                tables,
                new LabSettings(
                        folder, 1, Duration.ZERO, 128 << 20, 1, Duration.ZERO, Duration.ZERO, 1, 1, 1, 1, 1 << 20));
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrDouble() throws Exception {
        List<String> ids = new ArrayList<>();
        Optional<HistoryQuestion.Place> place = Optional.empty();
        for (List<ColdReading> page = null; page == null || !page.isEmpty(); ) {
            page = history.find(new HistoryQuestion("d-1", Optional.empty(), END, place, 37));
            for (ColdReading reading : page) {
                ids.add(reading.id());
                place = Optional.of(new HistoryQuestion.Place(reading.time(), reading.id()));
            }
        }

        List<String> expected = new ArrayList<>();
        for (int day = 5; day >= 1; day--) {
            for (int i = 99; i >= 0; i--) {
                expected.add(day + "-" + String.format("%03d", i));
            }
        }
        assertThat(ids).isEqualTo(expected);
    }

    @Test
    void aSpanHasItsFirstMomentAndNotItsLast() throws Exception {
        List<ColdReading> found = history.find(new HistoryQuestion(
                "d-2",
                Optional.of(Instant.parse("2026-01-02T00:48:00Z")),
                Instant.parse("2026-01-03T00:01:00Z"),
                Optional.empty(),
                100));

        assertThat(found)
                .extracting(ColdReading::id)
                .containsExactly("3-001", "3-000", "2-099", "2-098", "2-097", "2-096");
    }

    @Test
    void aReadingLooksAsItWasPublished() throws Exception {
        ColdReading reading = history.find(new HistoryQuestion("d-0", Optional.empty(), END, Optional.empty(), 1))
                .get(0);

        assertThat(reading.fields().toString())
                .isEqualTo("{device_id=d-0, device_timestamp=2026-01-05T00:49:00Z, productId=prod-a,"
                        + " metrics={tempC=99.5}}");
        assertThat(history.find(new HistoryQuestion("nobody", Optional.empty(), END, Optional.empty(), 1)))
                .isEmpty();
    }

    @Test
    void aQuestionForNewReadingsOpensNoOldFiles() throws Exception {
        tables.moveElsewhere();

        assertThat(history.find(new HistoryQuestion("d-0", Optional.empty(), END, Optional.empty(), 20)))
                .hasSize(20);
        assertThat(tables.opened).isLessThan(5);
    }
}
