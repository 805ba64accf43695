package hub.master.sync;

import static org.assertj.core.api.Assertions.assertThat;

import hub.message.MasterChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeApplierTest {

    private TestingSync sync;

    @BeforeEach
    void anEmptyRegister() throws Exception {
        sync = TestingSync.fresh();
    }

    @Test
    void aBatchWithChildrenBeforeTheirParentsIsTakenWhole() throws Exception {
        AppliedBatch applied = sync.apply(sync.device("AB-1", 3), sync.site(3, 17), sync.customer(17, "Daehan"));

        assertThat(applied.applied()).isEqualTo(3);
        assertThat(applied.waiting()).isZero();
        assertThat(sync.one("select customer_id from master.site where site_id = 'L-S3'"))
                .isEqualTo("L-17");
        assertThat(sync.one("select site_id from master.device where device_id = 'ab-1'"))
                .isEqualTo("L-S3");
    }

    @Test
    void aChildWaitsForItsParentAndIsTakenWithIt() throws Exception {
        sync.apply(sync.device("AB-1", 3));
        assertThat(sync.one("select reason from master.sync_waiting")).isEqualTo("site 'L-S3' is not there yet");
        sync.apply(sync.site(3, 17));
        assertThat(sync.one("select count(*) from master.sync_waiting")).isEqualTo("2");

        sync.apply(sync.customer(17, "Daehan"));

        assertThat(sync.one("select count(*) from master.sync_waiting")).isEqualTo("0");
        assertThat(sync.one("select site_id from master.device")).isEqualTo("L-S3");
    }

    @Test
    void staleNewsOfARowChangesNothingAndTheSameNewsAgainNeither() throws Exception {
        MasterChange old = sync.customer(17, "Old name");
        MasterChange fresh = sync.customer(17, "New name");
        sync.apply(fresh);

        assertThat(sync.apply(old).stale()).isEqualTo(1);
        String before = sync.one("select updated_at from master.customer");
        sync.apply(fresh);

        assertThat(sync.one("select name from master.customer")).isEqualTo("New name");
        assertThat(sync.one("select updated_at from master.customer")).isEqualTo(before);
    }

    @Test
    void aDeletedRowStaysDeletedWhenOldNewsComesAgain() throws Exception {
        MasterChange first = sync.device("AB-1", null);
        sync.apply(first);
        sync.apply(sync.delete("erp_device", "serial_no", "AB-1"));

        assertThat(sync.apply(first).stale()).isEqualTo(1);
        assertThat(sync.one("select count(*) from master.device")).isEqualTo("0");
        assertThat(sync.one("select count(*) from master.device_removal")).isEqualTo("1");
    }

    @Test
    void aDeletedCustomerIsClosedAndOpensAgainWhenHeComesBack() throws Exception {
        sync.apply(sync.customer(17, "Daehan"), sync.site(3, 17));
        sync.apply(sync.delete("erp_customer", "customer_no", 17));
        assertThat(sync.one("select closed_at is not null from master.customer"))
                .isEqualTo("t");

        sync.apply(sync.customer(17, "Daehan"));

        assertThat(sync.one("select closed_at is null from master.customer")).isEqualTo("t");
    }

    @Test
    void aChangeOfTheKeyIsADeleteAndAnUpsert() throws Exception {
        sync.apply(sync.device("AB-1", null));
        sync.apply(sync.delete("erp_device", "serial_no", "AB-1"), sync.device("AB-9", null));

        assertThat(sync.one("select string_agg(device_id, ',') from master.device"))
                .isEqualTo("ab-9");
    }

    @Test
    void aTruncateTakesExactlyTheRowsOfThatTable() throws Exception {
        sync.run("insert into master.device (device_id, product_id) values ('own-1', 'prod-a')");
        sync.apply(sync.device("AB-1", null), sync.device("AB-2", null));

        sync.apply(sync.truncate("erp_device"), sync.device("AB-3", null));

        assertThat(sync.one("select string_agg(device_id, ',' order by device_id) from master.device"))
                .isEqualTo("ab-3,own-1");
    }

    @Test
    void aLargeValueThatWasNotSentStaysAsItWas() throws Exception {
        sync.apply(sync.customer(17, "Daehan"), sync.site(3, 17));
        MasterChange part = without(sync.site(3, 17), "title");

        sync.apply(part);

        assertThat(sync.one("select name from master.site")).isEqualTo("Plant 3");
    }

    @Test
    void aPartOfARowThatWasNeverSeenWaitsForTheRest() throws Exception {
        sync.apply(sync.customer(17, "Daehan"), without(sync.site(3, 17), "title"));

        assertThat(sync.one("select kind from master.sync_waiting")).isEqualTo("INCOMPLETE");
        sync.apply(sync.site(3, 17));
        assertThat(sync.one("select count(*) from master.sync_waiting")).isEqualTo("0");
    }

    @Test
    void aWrongValueWaitsWithItsReasonAndTheOthersGoOn() throws Exception {
        MasterChange wrong = sync.upsert(
                "erp_site",
                "site_no",
                "site_no",
                4,
                "customer_no",
                17,
                "title",
                "X",
                "city",
                null,
                "street",
                null,
                "contract_from",
                "next spring");

        sync.apply(sync.customer(17, "Daehan"), wrong, sync.site(3, 17));

        assertThat(sync.one("select count(*) from master.site")).isEqualTo("1");
        assertThat(sync.one("select reason from master.sync_waiting"))
                .contains("since from contract_from: 'next spring' is not a timestamp");
        assertThat(sync.applier.retry().waiting()).isEqualTo(1);
    }

    @Test
    void aNewColumnIsToldOnceAndAColumnThatIsGoneTakesNothingAway() throws Exception {
        sync.apply(sync.customer(17, "Daehan"));
        Map<String, Object> more = new HashMap<>(sync.customer(18, "Two").data());
        more.put("vat_no", "KR1");
        sync.apply(with(sync.customer(18, "Two"), more));
        assertThat(sync.one("select notice from master.sync_table")).contains("new column vat_no");

        Map<String, Object> less = new HashMap<>(sync.customer(17, "Daehan").data());
        less.remove("country");
        less.remove("vat_no");
        sync.apply(with(sync.customer(17, "Daehan"), less));

        assertThat(sync.one("select array_to_string(missing, ',') from master.sync_table"))
                .isEqualTo("country");
        assertThat(sync.one("select time_zone from master.customer where customer_id = 'L-17'"))
                .isEqualTo("Asia/Seoul");
    }

    @Test
    void twoDatedMovesInOneBatchAreBothHistory() throws Exception {
        sync.apply(sync.customer(17, "Daehan"), sync.customer(18, "Two"), sync.site(3, 17), sync.site(4, 18));
        sync.apply(
                sync.device("AB-1", 3),
                dated(sync.device("AB-1", 4), "2026-03-04"),
                dated(sync.device("AB-1", 3), "2026-03-06"));

        assertThat(sync.one("select string_agg(site_id || '@' || valid_from, ' ' order by valid_from)"
                        + " from master.device_placement"))
                .isEqualTo("L-S3@-infinity L-S4@2026-03-03 15:00:00+00 L-S3@2026-03-05 15:00:00+00");
    }

    @Test
    void techniciansAreHandedOnAndNotKept() throws Exception {
        AppliedBatch applied = sync.apply(sync.upsert(
                "erp_staff",
                "staff_no",
                "staff_no",
                5,
                "family_name",
                "Kim",
                "given_name",
                "Minjun",
                "region",
                "Ansan",
                "leaves_on",
                null,
                "job",
                "FIELD"));

        assertThat(applied.technicians()).hasSize(1);
        assertThat(applied.technicians().get(0))
                .containsEntry("technician_id", "L-T5")
                .containsEntry("fate", "kept");
    }

    @Test
    void manyRowsAreWrittenInOneGo() throws Exception {
        List<MasterChange> many = new ArrayList<>();
        for (int number = 1; number <= 5000; number++) {
            many.add(sync.customer(number, "Customer " + number));
        }
        sync.applier.apply(new ChangeBatch("legacy", "", many));

        assertThat(sync.one("select count(*) from master.customer")).isEqualTo("5000");
    }

    private static MasterChange dated(MasterChange change, String day) {
        Map<String, Object> data = new HashMap<>(change.data());
        data.put("installed_at", day);
        return with(change, data);
    }

    private static MasterChange with(MasterChange change, Map<String, Object> data) {
        return new MasterChange(
                change.source(),
                change.operation(),
                change.table(),
                data,
                change.keys(),
                List.of(),
                change.position(),
                change.at());
    }

    private static MasterChange without(MasterChange change, String column) {
        Map<String, Object> data = new HashMap<>(change.data());
        data.remove(column);
        return new MasterChange(
                change.source(),
                change.operation(),
                change.table(),
                data,
                change.keys(),
                List.of(column),
                change.position(),
                change.at());
    }
}
