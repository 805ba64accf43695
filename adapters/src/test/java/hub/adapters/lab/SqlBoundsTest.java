package hub.adapters.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files may be left out only when it is beyond doubt that the query means no row of them; two days on each side allow for any zone. */
class SqlBoundsTest {

    @TempDir
    Path folder;

    private Map<String, SqlBounds.Bound> bounds(String sql) throws Exception {
        Job job = new Job(
                "q",
                sql,
                Job.Format.JSON,
                new TreeSet<>(Set.of("telemetry", "alarm_history")),
                folder.resolve("answer").toString(),
                folder.resolve("spill").toString(),
                256 << 20,
                1 << 20,
                1,
                100,
                1 << 20);
        return LabSession.open(job).bounds();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "device_timestamp >= '2026-03-03'|2026-03-01T00:00:00Z|~~|~~",
                "device_timestamp > TIMESTAMPTZ '2026-03-03 12:00:00+09'|2026-03-01T12:00:00Z|~~|~~",
                "device_timestamp < TIMESTAMP '2026-03-03T00:00:00'|~~|2026-03-05T00:00:00Z|~~",
                "DATE '2026-03-03' > t.device_timestamp|~~|2026-03-05T00:00:00Z|~~",
                "device_timestamp between '2026-03-03' and '2026-03-04'|2026-03-01T00:00:00Z|2026-03-06T00:00:00Z|~~",
                "device_timestamp = '2026-03-03'::timestamptz|2026-03-01T00:00:00Z|2026-03-05T00:00:00Z|~~",
                "product_id = 'prod-a' and metrics.tempC > 7|~~|~~|prod-a",
                "'prod-a' = product_id and (device_timestamp >= '2026-03-03' and device_timestamp >= '2026-03-05')"
                        + "|2026-03-03T00:00:00Z|~~|prod-a"
            })
    void plainConditionsBoundTheTable(String condition, String from, String until, String product) throws Exception {
        assertThat(bounds("select count(*) from telemetry t where " + condition))
                .containsEntry("telemetry", new SqlBounds.Bound(from, until, product));
    }

    @Test
    void theTableMayBeDeepInTheQuery() throws Exception {
        assertThat(bounds("with mine as (select * from telemetry where product_id = 'prod-a') select * from mine"
                        + " union all select * from mine"))
                .containsEntry("telemetry", new SqlBounds.Bound("", "", "prod-a"));
        assertThat(bounds("select * from alarm_history where \"at\" >= '2026-03-03'"))
                .containsEntry("alarm_history", new SqlBounds.Bound("2026-03-01T00:00:00Z", "", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from telemetry",
                "select * from telemetry where device_timestamp >= '2026-03-03' or metrics.tempC > 7",
                "select * from telemetry where not (device_timestamp >= '2026-03-03' and metrics.tempC > 7)",
                "select * from telemetry where device_timestamp >= now() - interval 1 day",
                "select * from telemetry where device_timestamp >= '2026-02-30'",
                "select * from telemetry where date_trunc('day', device_timestamp) >= '2026-03-03'",
                "select * from telemetry where metrics.device_timestamp >= '2026-03-03'",
                "select * from telemetry where product_id in ('prod-a', 'prod-b')",
                "select * from telemetry where product_id <> 'prod-a'",
                "select * from telemetry t(product_id, device_id) where product_id = 'd-1'",
                "select * from telemetry where product_id = 'prod-a' using sample 10",
                "select * from telemetry tablesample 10% where product_id = 'prod-a'",
                "select * from telemetry where product_id = 'prod-a' union all select * from telemetry",
                "select * from telemetry a, telemetry b where a.product_id = 'prod-a'",
                "select * from telemetry where device_id in (select device_id from telemetry where product_id = 'x')"
            })
    void whatIsInDoubtBoundsNothing(String sql) throws Exception {
        assertThat(bounds(sql)).isEmpty();
    }
}
