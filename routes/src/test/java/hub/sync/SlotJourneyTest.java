package hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The replication slot in bad days: two hubs want it, or the legacy system throws away what it promised to keep. */
@Tag("long")
class SlotJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private LegacyTwin twin;

    @BeforeEach
    void starts() throws Exception {
        twin = new LegacyTwin(folder.resolve("twin"));
    }

    @AfterEach
    void ends() {
        twin.close();
    }

    @Test
    void oneOfTwoHubsFollowsAndTheOtherTakesOverWhenItDies() throws Exception {
        Process first = SyncFiguresTest.process(twin.place(), folder);
        until("select state from master.sync_source", "following");
        String holder = twin.hubSays("select holder from master.sync_source");
        try (SyncProcess second = SyncProcess.start(twin.place())) {
            for (int change = 0; change < 20; change++) {
                twin.inLegacy("update erp_customer set company = 'Both " + change + "' where customer_no = 17");
                String now = "Both " + change;
                until("select name from master.customer where customer_id = 'L-17'", now);
                assertThat(twin.hubSays("select holder from master.sync_source"))
                        .isEqualTo(holder);
            }
            assertThat(second.changes.isRunning()).isFalse();

            first.destroyForcibly().waitFor();
            twin.inLegacy("update erp_customer set company = 'Heir' where customer_no = 17;"
                    + " delete from erp_device where serial_no = 'ERP-0003'");

            until("select name from master.customer where customer_id = 'L-17'", "Heir");
            until("select count(*) from master.device where device_id = 'erp-0003'", "0");
            assertThat(twin.hubSays("select holder from master.sync_source")).isNotEqualTo(holder);
            assertThat(twin.hubSays("select epoch from master.sync_source")).isEqualTo("1");
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    @Test
    void aSlotThatTheServerGaveUpIsToldAndAllIsReadAnew() throws Exception {
        SyncProcess hub = SyncProcess.start(twin.place());
        until("select state from master.sync_source", "following");
        hub.close();
        twin.inLegacy("alter system set max_slot_wal_keep_size = '1MB'");
        twin.inLegacy("select pg_reload_conf()");
        twin.inLegacy("update erp_customer set company = 'Unseen' where customer_no = 17;"
                + " delete from erp_device where serial_no = 'ERP-0003'");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            twin.inLegacy("create table if not exists filler (text text);"
                    + " insert into filler select repeat(md5(n::text), 200) from generate_series(1, 5000) n;"
                    + " truncate filler; select pg_switch_wal()");
            twin.inLegacy("checkpoint");
            return twin.legacySays("select wal_status from pg_replication_slots where slot_name = 'hub_legacy'")
                    .equals("lost");
        });

        try (SyncProcess again = SyncProcess.start(twin.place())) {
            until("select name from master.customer where customer_id = 'L-17'", "Unseen");
            until("select count(*) from master.device where device_id = 'erp-0003'", "0");
            until("select state || ' ' || epoch || ' ' || reconcile from master.sync_source", "following 2 false");
            assertThat(twin.legacySays("select wal_status from pg_replication_slots where slot_name = 'hub_legacy'"))
                    .isNotEqualTo("lost");

            twin.inLegacy("update erp_customer set company = 'Seen' where customer_no = 17");
            until("select name from master.customer where customer_id = 'L-17'", "Seen");
        }
    }

    private void until(String query, String expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(twin.hubSays(query)).isEqualTo(expected));
    }
}
