package hub.adapters.cold;

import static hub.adapters.cold.TestingCold.NOON;
import static hub.adapters.cold.TestingCold.all;
import static hub.adapters.cold.TestingCold.deliver;
import static hub.adapters.cold.TestingCold.reading;
import static hub.adapters.cold.TestingCold.readings;
import static hub.adapters.cold.TestingCold.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.message.SpanDigest;
import hub.message.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdStoreTest {

    @TempDir
    Path folder;

    private TestingCold cold;
    private ColdStore store;

    @BeforeEach
    void open() throws Exception {
        cold = new TestingCold(folder);
        store = cold.store();
    }

    @AfterEach
    void close() {
        cold.close();
    }

    @Test
    void whatIsWrittenIsReadBackSortedByDeviceAndTime() {
        deliver(store, readings("prod-a", 0, 0, 5));
        deliver(store, readings("prod-a", 0, 5, 5));
        deliver(store, readings("prod-b", 1, 0, 3));
        store.commit();

        List<Telemetry> found = all(store);
        assertThat(found).hasSize(13);
        assertThat(found.stream().map(one -> one.deviceId() + " " + one.deviceTimestamp()))
                .startsWith(
                        "prod-a-0 " + NOON.toEpochMilli(),
                        "prod-a-0 " + (NOON.toEpochMilli() + 5_000),
                        "prod-a-1 " + NOON.toEpochMilli());
        assertThat(found.get(0).metrics()).isEqualTo(Map.of("tempC", 20.0, "volt", 219.5));
        assertThat(found.get(0).ingestTimestamp()).isEqualTo(NOON.toEpochMilli() + 250);
        assertThat(rows(store, "raw_frame")).isEqualTo(13);
        assertThat(new ColdFiles(store).plan("telemetry", null, null, "prod-b").files())
                .hasSize(1);
        assertThat(new ColdFiles(store)
                        .plan("telemetry", NOON.plus(Duration.ofDays(1)), null, null)
                        .files())
                .isEmpty();
    }

    @Test
    void aBatchThatIsDeliveredAgainAddsNothingWheneverTheHubDied() {
        deliver(store, readings("prod-a", 0, 0, 10));
        deliver(store, readings("prod-a", 0, 0, 10));
        assertThat(store.finished()).isEmpty();
        store.commit();
        assertThat(store.finished()).containsEntry(0, "9");

        ColdStore restarted = cold.store();
        deliver(restarted, readings("prod-a", 0, 0, 15));
        restarted.commit();

        assertThat(rows(restarted, "telemetry")).isEqualTo(15);
        assertThat(rows(restarted, "raw_frame")).isEqualTo(15);
        assertThat(restarted.finished()).containsEntry(0, "14");
    }

    @Test
    void aHubThatDiesBetweenTheTwoTablesWritesEachRowOnce() {
        List<Telemetry> readings = readings("prod-a", 0, 0, 10);
        store.keepFrames(TestingCold.frames(readings));
        store.commit();

        ColdStore restarted = cold.store();
        deliver(restarted, readings);
        assertThat(restarted.finished()).as("the readings still wait").isEmpty();
        restarted.commit();

        assertThat(rows(restarted, "raw_frame")).isEqualTo(10);
        assertThat(rows(restarted, "telemetry")).isEqualTo(10);
    }

    @Test
    void aReadingThatADeviceSendsAgainIsKeptOnce() {
        Telemetry first = reading("prod-a", "d", 0, 1, 0, Map.of("tempC", 20L));
        Telemetry again = reading("prod-a", "d", 0, 2, 0, Map.of("tempC", 20L));
        Telemetry later = reading("prod-a", "d", 0, 7, 0, Map.of("tempC", 20L));
        Telemetry other = reading("prod-a", "d", 0, 8, 0, Map.of("tempC", 21L));
        deliver(store, List.of(first, again));
        store.commit();
        deliver(store, List.of(later, other));
        store.commit();

        assertThat(rows(store, "telemetry")).isEqualTo(2);
        assertThat(rows(store, "raw_frame")).isEqualTo(4);
    }

    @Test
    void newMetricsBecomeColumnsAndProductsMayDisagreeAboutTypes() {
        deliver(store, List.of(reading("prod-a", "a", 0, 1, 0, Map.of("state", 1L, "tempC", 20L))));
        store.commit();
        deliver(
                store,
                List.of(
                        reading("prod-b", "b", 0, 2, 1, Map.of("state", "open", "door", true)),
                        reading("prod-c", "c", 0, 3, 2, Map.of("state", false)),
                        reading("prod-d", "d", 0, 4, 3, Map.of())));
        store.commit();

        assertThat(new ColdFiles(store).plan("telemetry", null, null, null).columns())
                .contains(
                        new ColdColumn("metrics.state", "double"),
                        new ColdColumn("metrics.state__text", "string"),
                        new ColdColumn("metrics.state__flag", "boolean"),
                        new ColdColumn("metrics.door", "boolean"));
        assertThat(all(store).stream().map(Telemetry::metrics).toList())
                .containsExactly(
                        Map.of("state", 1.0, "tempC", 20.0),
                        Map.of("state", "open", "door", true),
                        Map.of("state", false),
                        Map.of());
    }

    @Test
    void changesComeOnceAndGoOnWhereTheyWereLeft() {
        deliver(store, readings("prod-a", 0, 0, 10));
        store.commit();
        ColdChanges changes = new ColdChanges(store);
        List<ColdChange> first = changes.after(0);
        assertThat(first).hasSize(1);
        assertThat(first.get(0).rows()).isEqualTo(10);

        deliver(store, readings("prod-a", 0, 10, 5));
        store.commit();
        List<Integer> batches = new ArrayList<>();
        changes.after(first.get(0).snapshotId())
                .forEach(change -> change.forEachBatch(2, batch -> batches.add(batch.size())));

        assertThat(batches).containsExactly(2, 2, 1);
        assertThat(changes.after(changes.newest())).isEmpty();
        assertThatThrownBy(() -> changes.after(42)).isInstanceOf(ColdGapException.class);
    }

    @Test
    void aSpanIsDigestedWhateverItsOrder() {
        List<Telemetry> readings = readings("prod-a", 0, 0, 10);
        deliver(store, readings);
        store.commit();
        SpanDigest expected = SpanDigest.EMPTY;
        for (int at = readings.size() - 1; at >= 0; at--) {
            expected = expected.with(readings.get(at).id());
        }

        ColdSpan span = new ColdSpan(store);
        assertThat(span.digest("prod-a", LocalDate.of(2026, 3, 2))).isEqualTo(expected);
        assertThat(span.digest("prod-a", LocalDate.of(2026, 3, 1))).isEqualTo(SpanDigest.EMPTY);
    }

    @Test
    void historiesTakeARowOnce() {
        Map<String, Object> row =
                Map.of("id", "alarm-1/1", "device_id", "d", "at", NOON.toString(), "kind", "raised", "document", "{}");
        assertThat(store.append("alarm_history", List.of(row, row))).isEqualTo(1);
        assertThat(store.append("alarm_history", List.of(row))).isZero();
        assertThat(store.append(
                        "master_snapshot",
                        List.of(Map.of("id", "1", "table_name", "device", "key", "d", "snapshot_at", NOON))))
                .isEqualTo(1);
        assertThat(rows(store, "alarm_history")).isEqualTo(1);
        assertThatThrownBy(() -> store.append("telemetry", List.of(row))).hasMessageContaining("alarm_history");
        assertThatThrownBy(() -> store.append("alarm_history", List.of(Map.of("id", "1"))))
                .hasMessageContaining("at");
    }

    @Test
    void aStreamThatWasMadeAnewIsNotTakenForOneThatIsKnown() {
        deliver(store, readings("prod-a", 0, 1_000, 10));
        store.commit();

        Telemetry fresh = reading("prod-a", "d", 0, 3, 5_000_000, Map.of("tempC", 1L));
        deliver(store, List.of(fresh));
        store.commit();

        assertThat(rows(store, "telemetry")).isEqualTo(11);
    }

    @Test
    void enoughRowsOrEnoughTimeMakeACommit() {
        ColdStore small = cold.store(new ColdSettings.Buffer(10, 64 << 20, Duration.ofSeconds(60)), new FolderFiles());
        deliver(small, readings("prod-a", 0, 0, 12));
        small.commitWhenDue();
        assertThat(rows(small, "telemetry")).isEqualTo(12);

        deliver(small, readings("prod-a", 0, 12, 2));
        small.commitWhenDue();
        assertThat(rows(small, "telemetry")).isEqualTo(12);
        cold.clock.move(Duration.ofSeconds(60));
        small.commitWhenDue();
        assertThat(rows(small, "telemetry")).isEqualTo(14);
    }
}
