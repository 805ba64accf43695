package hub.adapters.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceStretchesTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aMillionReadingsBecomeAFewStretchesThatHideNoPeak() throws Exception {
        TestingColdTables tables = new TestingColdTables(folder);
        tables.add(
                "telemetry",
                "select 'd-1' as device_id, 'prod-a' as product_id, timestamptz '2026-01-01 00:00:00+00' + i * interval 1"
                        + " second as device_timestamp, i::varchar as reading_id, {tempC: case when i = 123456 then 500.0"
                        + " else 20.0 + i % 10 end::double, rpm: null::double, note: 'x'} as metrics from range(1000000) t(i)",
                "{device_id: 1, product_id: 2, device_timestamp: 3, reading_id: 4, metrics:"
                        + " {__duckdb_field_id: 5, tempC: 6, rpm: 7, note: 8}}");
        try (DeviceHistory history = history(tables)) {
            DeviceStretches.Found found = new DeviceStretches(history)
                    .find(new DeviceStretches.Span("d-1", BEGIN, BEGIN.plusSeconds(1_000_000), 1_000_000, Set.of()));

            assertThat(found.readings()).isEqualTo(1_000_000);
            assertThat(found.newest()).contains(BEGIN.plusSeconds(999_999).toEpochMilli());
            assertThat(found.stretches())
                    .hasSize(1000)
                    .allMatch(each -> each.metric().equals("tempC"));
            assertThat(found.stretches().get(123))
                    .isEqualTo(new Stretch(
                            "tempC", 123, BEGIN.plusSeconds(123_000).toEpochMilli(), 20, 500, 24_974, 1000));
        }
    }

    @Test
    void whatNobodyKeptHasNoStretches() throws Exception {
        try (DeviceHistory history = history(new TestingColdTables(folder))) {
            DeviceStretches.Found found = new DeviceStretches(history)
                    .find(new DeviceStretches.Span("nobody", BEGIN, BEGIN.plusSeconds(60), 1000, Set.of("tempC")));

            assertThat(found.stretches()).isEmpty();
            assertThat(found.newest()).isEmpty();
        }
    }

    private DeviceHistory history(ColdTables tables) {
        return new DeviceHistory(
                tables,
                new LabSettings(
                        folder, 1, Duration.ZERO, 256 << 20, 1, Duration.ZERO, Duration.ZERO, 1, 1, 1, 1, 1 << 20));
    }
}
