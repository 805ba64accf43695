package hub.master;

import static org.assertj.core.api.Assertions.assertThat;

import hub.message.DevicePlacement;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlacementsTest {

    private static final Instant DAY_4 = Instant.parse("2026-03-04T06:00:00Z");
    private static final Instant DAY_6 = Instant.parse("2026-03-06T00:00:00Z");

    private final Placements placements = new Placements(TestingRegister.database());
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private final DeviceRegister register = new DeviceRegister(TestingRegister.database(), clock(() -> now));

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }

    @BeforeEach
    void twoCustomers() throws Exception {
        run("delete from master.device where device_id like 'moved-%'");
        run("delete from master.device_placement where device_id like 'moved-%'");
        run("delete from master.site where site_id like 'place-%'");
        run("delete from master.site_ownership where site_id like 'place-%'");
        run(
                "insert into master.customer (customer_id, name, time_zone) values ('c-a', 'A', 'Asia/Tokyo'), ('c-b', 'B', default)"
                        + " on conflict do nothing");
        run("insert into master.site (site_id, customer_id, name, updated_at) values"
                + " ('place-a', 'c-a', 'A', '2026-01-01'), ('place-b', 'c-b', 'B', '2026-01-01')");
        register.load();
    }

    @Test
    void theFirstPlaceHoldsSinceEverAndAMoveEndsIt() throws Exception {
        register.save("moved-1", "prod-a", "", "place-a", Optional.empty());
        now = DAY_4;
        register.save("moved-1", "prod-a", "", "place-b", Optional.empty());
        register.save("moved-1", "prod-a", "hub-1", "place-b", Optional.empty());

        assertThat(placements.of("moved-1"))
                .containsExactly(
                        new DevicePlacement("moved-1", "place-a", "c-a", "Asia/Tokyo", 0, DAY_4.toEpochMilli()),
                        new DevicePlacement(
                                "moved-1", "place-b", "c-b", "Asia/Seoul", DAY_4.toEpochMilli(), Long.MAX_VALUE));
        assertThat(placements.between(DAY_4, DAY_6))
                .filteredOn(span -> span.deviceId().equals("moved-1"))
                .hasSize(1);
        assertThat(placements.between(DAY_4.minusMillis(1), DAY_6))
                .filteredOn(span -> span.deviceId().equals("moved-1"))
                .hasSize(2);
    }

    @Test
    void aSiteThatChangesHandsSplitsTheSpansOfItsDevices() throws Exception {
        register.save("moved-2", "prod-a", "", "place-a", Optional.empty());
        run("update master.site set customer_id = 'c-b', updated_at = '" + DAY_4 + "' where site_id = 'place-a'");

        assertThat(placements.of("moved-2"))
                .extracting(DevicePlacement::customerId, DevicePlacement::from)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("c-a", 0L),
                        org.assertj.core.groups.Tuple.tuple("c-b", DAY_4.toEpochMilli()));
    }

    @Test
    void aMoveThatIsDatedBackReplacesWhatWasBelieved() throws Exception {
        register.save("moved-3", "prod-a", "", "place-a", Optional.empty());
        now = DAY_6;
        register.save("moved-3", "prod-a", "", "place-b", Optional.empty());
        run("update master.device set site_since = '" + DAY_4 + "' where device_id = 'moved-3'");

        assertThat(placements.of("moved-3"))
                .extracting(DevicePlacement::siteId, DevicePlacement::from)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("place-a", 0L),
                        org.assertj.core.groups.Tuple.tuple("place-b", DAY_4.toEpochMilli()));
    }

    @Test
    void aRemovedDeviceStandsNowhereUntilItIsRegisteredAgain() throws Exception {
        register.save("moved-4", "prod-a", "", "place-a", Optional.empty());
        now = DAY_4;
        register.delete("moved-4");
        now = DAY_6;
        register.save("moved-4", "prod-a", "", "place-a", Optional.empty());

        List<DevicePlacement> spans = placements.of("moved-4");
        assertThat(spans).hasSize(2);
        assertThat(spans.get(0).until()).isEqualTo(DAY_4.toEpochMilli());
        assertThat(spans.get(1).from()).isEqualTo(DAY_6.toEpochMilli());
    }

    @Test
    void aDeviceWithoutASiteBelongsToNobody() throws Exception {
        register.save("moved-5", "prod-a", "", "", Optional.empty());

        assertThat(placements.of("moved-5"))
                .containsExactly(new DevicePlacement("moved-5", "", "", "Asia/Seoul", 0, Long.MAX_VALUE));
    }

    private static void run(String sql) throws Exception {
        try (Connection connection = TestingRegister.database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
