package hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A legacy system is followed through good days and bad ones; each test goes on where the one before ended. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SyncJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    private static Path folder;

    private static LegacyTwin twin;
    private static SyncProcess hub;

    @BeforeAll
    static void followsALegacySystem() throws Exception {
        twin = new LegacyTwin(folder);
        hub = SyncProcess.start(twin.place());
    }

    @AfterAll
    static void ends() throws Exception {
        hub.close();
        twin.close();
    }

    @Test
    @Order(1)
    void allRowsAreReadOnceAndChangesFollow() throws Exception {
        until("select string_agg(device_id, ',' order by device_id) from master.device", "erp-0001,erp-0002,erp-0003");
        until("select state from master.sync_source", "following");
        assertThat(twin.hubSays("select string_agg(customer_id, ',' order by customer_id) from master.customer"))
                .isEqualTo("L-17,L-18");
        assertThat(twin.hubSays("select name from service.technician")).isEqualTo("Choi Yuna");

        twin.inLegacy("update erp_customer set company = 'Daehan Textile Co.' where customer_no = 17;"
                + " delete from erp_device where serial_no = 'ERP-0003';"
                + " update erp_device set serial_no = 'ERP-0009' where serial_no = 'ERP-0002';"
                + " insert into erp_site values (5, 18, 'Sakura dock', 'Kobe', null, null)");

        until("select name from master.customer where customer_id = 'L-17'", "Daehan Textile Co.");
        until("select string_agg(device_id, ',' order by device_id) from master.device", "erp-0001,erp-0009");
        until("select customer_id from master.site where site_id = 'L-S5'", "L-18");
    }

    @Test
    @Order(2)
    void whatHappensWhileTheHubIsAwayIsTakenUpAndNothingTwice() throws Exception {
        String before = twin.hubSays("select applied from master.sync_source");
        hub.close();
        twin.inLegacy("update erp_customer set company = 'Sakura Foods' where customer_no = 18");
        hub = SyncProcess.start(twin.place());

        until("select name from master.customer where customer_id = 'L-18'", "Sakura Foods");
        assertThat(Long.parseLong(twin.hubSays("select applied from master.sync_source")))
                .isLessThanOrEqualTo(Long.parseLong(before) + 3);
    }

    @Test
    @Order(3)
    void aLargeValueThatDidNotChangeStays() throws Exception {
        twin.inLegacy("alter table erp_site alter title set storage external;"
                + " update erp_site set title = repeat('long ', 2000) where site_no = 3");
        until("select length(name) from master.site where site_id = 'L-S3'", "10000");

        twin.inLegacy("update erp_site set city = 'Ulsan' where site_no = 3");

        until("select address from master.site where site_id = 'L-S3'", "Ulsan Haeundae-ro 1");
        assertThat(twin.hubSays("select length(name) from master.site where site_id = 'L-S3'"))
                .isEqualTo("10000");
        twin.inLegacy("update erp_site set title = 'Daehan plant 2' where site_no = 3");
        until("select name from master.site where site_id = 'L-S3'", "Daehan plant 2");
    }

    @Test
    @Order(4)
    void theSourceMayChangeItsColumnsWhileItIsFollowed() throws Exception {
        twin.inLegacy("alter table erp_customer add column vat_no text;"
                + " insert into erp_customer (customer_no, company, vat_no) values (20, 'Vat Inc', 'KR20')");
        until("select name from master.customer where customer_id = 'L-20'", "Vat Inc");
        until(
                "select notice like '%new column vat_no%' from master.sync_table where name = 'public.erp_customer'",
                "t");

        twin.inLegacy("alter table erp_site drop column street;"
                + " update erp_site set title = 'Without a street' where site_no = 4");
        until("select name from master.site where site_id = 'L-S4'", "Without a street");
        until("select missing::text from master.sync_table where name = 'public.erp_site'", "{street}");
        assertThat(twin.hubSays("select address from master.site where site_id = 'L-S3'"))
                .isEqualTo("Ulsan Haeundae-ro 1");

        twin.inLegacy("alter table erp_site alter contract_from type text using contract_from::text;"
                + " update erp_site set contract_from = 'soon' where site_no = 4");
        until("select kind from master.sync_waiting", "VALUE");
        twin.inLegacy("update erp_site set contract_from = '2026-04-01' where site_no = 4");
        until("select count(*) from master.sync_waiting", "0");
    }

    @Test
    @Order(5)
    void aTruncateEmptiesWhatCameFromThatTable() throws Exception {
        twin.inHub("insert into master.device (device_id, product_id) values ('own-1', 'prod-a')");
        twin.inLegacy(
                "truncate erp_device; insert into erp_device (serial_no, model_code) values ('ERP-0100', 'VC-A')");

        until("select string_agg(device_id, ',' order by device_id) from master.device", "erp-0100,own-1");
    }

    @Test
    @Order(6)
    void aTableIsReadAnewOnAskingWhileItIsFollowed() throws Exception {
        twin.inHub("update master.customer set name = 'drifted' where customer_id = 'L-17'");

        hub.legacy.readAnew("public.erp_customer", java.util.Optional.of("customer_no = 17"));

        until("select name from master.customer where customer_id = 'L-17'", "Daehan Textile Co.");
    }

    @Test
    @Order(7)
    void aLostSlotIsToldAndAllIsReadAnewWithoutAGap() throws Exception {
        hub.close();
        twin.inLegacy("select pg_drop_replication_slot('hub_legacy');"
                + " update erp_customer set company = 'Missed' where customer_no = 17;"
                + " delete from erp_device where serial_no = 'ERP-0100'");
        hub = SyncProcess.start(twin.place());

        until("select name from master.customer where customer_id = 'L-17'", "Missed");
        assertThat(twin.hubSays("select epoch || ' ' || reconcile from master.sync_source"))
                .isEqualTo("2 true");
        until("select state from master.sync_source", "following");
    }

    @Test
    @Order(8)
    void whatVanishedMeanwhileIsFoundByComparingAndTaken() throws Exception {
        until("select count(*) from master.device where device_id = 'erp-0100'", "0");
        until("select reconcile from master.sync_source", "f");
    }

    @Test
    @Order(9)
    void driftIsToldAndRepairedByCountsAndHashes() throws Exception {
        twin.inHub("update master.customer set name = 'by hand' where customer_id = 'L-17';"
                + " delete from master.product where product_id = 'prod-a'");

        hub.reconciler.reconcile();

        assertThat(twin.hubSays("select different || ' ' || repaired || ' ' || (samples->>0 like 'L-17 differs%')"
                        + " from master.sync_drift where target = 'customer' order by run_at desc limit 1"))
                .isEqualTo("1 1 true");
        assertThat(twin.hubSays("select missing || ' ' || repaired"
                        + " from master.sync_drift where target = 'product' order by run_at desc limit 1"))
                .isEqualTo("1 1");
        hub.reconciler.reconcile();
        assertThat(twin.hubSays("select sum(missing + different + vanished) || ' ' || bool_and(hash_source = hash_hub)"
                        + " from master.sync_drift where run_at = (select max(run_at) from master.sync_drift)"))
                .isEqualTo("0 true");
    }

    @Test
    @Order(10)
    void techniciansAreComparedToo() throws Exception {
        twin.inHub("update service.technician set name = 'by hand', active = false where technician_id = 'L-T5'");

        hub.run("reconcile-technicians");
        assertThat(twin.hubSays("select name || ' ' || active from service.technician where technician_id = 'L-T5'"))
                .isEqualTo("Choi Yuna true");
        hub.run("reconcile-technicians");
        assertThat(
                        twin.hubSays(
                                "select string_agg(repaired::text, ' ' order by run_at) from master.sync_drift"
                                        + " where target = 'technician' and (repaired > 0 or run_at = (select max(run_at) from master.sync_drift))"))
                .isEqualTo("1 0");
    }

    private static void until(String query, String expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(twin.hubSays(query)).isEqualTo(expected));
    }
}
