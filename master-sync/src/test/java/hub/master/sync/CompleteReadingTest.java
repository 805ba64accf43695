package hub.master.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.master.mapping.TableMapping;
import hub.message.MasterChange;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompleteReadingTest {

    @Test
    void whatIsNotToldAnyMoreIsGoneAndComesBackWhenItIsToldAgain() throws Exception {
        TestingSync sync = TestingSync.fresh();
        sync.apply(sync.device("A-1", null), sync.device("A-2", null));
        CompleteReading reading = begin(sync, "public.erp_device");

        reading.saw(sync.device("A-1", null));
        assertThat(reading.end(sync.applier, 20).applied()).isEqualTo(1);

        assertThat(sync.one("select string_agg(device_id, ',') from master.device"))
                .isEqualTo("a-1");
        sync.apply(sync.device("A-2", null));
        assertThat(sync.one("select count(*) from master.device")).isEqualTo("2");
    }

    @Test
    void aReadingThatLacksTooMuchIsTakenForBroken() throws Exception {
        TestingSync sync = TestingSync.fresh();
        for (int number = 0; number < 20; number++) {
            sync.apply(sync.device("B-" + number, null));
        }
        CompleteReading empty = begin(sync, "public.erp_device");

        assertThatThrownBy(() -> empty.end(sync.applier, 20))
                .hasMessageStartingWith("20 of 20 rows of public.erp_device were not told any more");
        assertThat(sync.one("select count(*) from master.device")).isEqualTo("20");
    }

    @Test
    void aRowWithoutAReadableKeyKeepsAllThatWasNotTold() throws Exception {
        TestingSync sync = TestingSync.fresh();
        sync.apply(sync.device("C-1", null));
        CompleteReading reading = begin(sync, "public.erp_device");
        MasterChange keyless = sync.device("", null);

        reading.saw(keyless);

        assertThatThrownBy(() -> reading.end(sync.applier, 20)).hasMessageContaining("no readable key");
    }

    @Test
    void techniciansThatVanishedAreHandedOn() throws Exception {
        TestingSync sync = TestingSync.fresh();
        sync.apply(sync.upsert(
                "erp_staff",
                "staff_no",
                "staff_no",
                5,
                "family_name",
                "Choi",
                "given_name",
                "Yuna",
                "region",
                "Busan",
                "leaves_on",
                null,
                "job",
                "FIELD"));

        assertThat(begin(sync, "public.erp_staff").end(sync.applier, 20).technicians())
                .containsExactly(Map.of("technician_id", "L-T5", "fate", "removed"));
    }

    private static CompleteReading begin(TestingSync sync, String table) throws Exception {
        TableMapping mapping = sync.book.find(table).orElseThrow();
        return CompleteReading.begin(sync.database, TestingSync.SOURCE, mapping);
    }
}
