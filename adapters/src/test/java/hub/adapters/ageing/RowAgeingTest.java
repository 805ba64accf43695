package hub.adapters.ageing;

import static org.assertj.core.api.Assertions.assertThat;

import hub.adapters.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowAgeingTest {

    @TempDir
    Path folder;

    private TestingTiers tiers;
    private Database warm;
    private long kept;

    @BeforeEach
    void open() throws Exception {
        tiers = new TestingTiers(folder);
        warm = new Database(tiers.warm);
        notice("n-old", "device-0", TestingTiers.BEGIN);
        notice("n-held", "device-1", TestingTiers.BEGIN);
        tiers.clock.move(Duration.ofDays(31));
        notice("n-new", "device-0", tiers.clock.instant());
    }

    @AfterEach
    void close() {
        tiers.close();
    }

    private void notice(String id, String device, Instant ended) throws Exception {
        warm.update(
                "insert into service.notice (id, template, target, channels, alarm_id, device_id, severity, rank, words,"
                        + " at, valid_from, accepted_at, group_key, state, ended_at)"
                        + " values (?, 't', 'team', '[]', '', ?, 'high', 3, '{}', ?, ?, ?, 'g', 'told', ?)",
                id,
                device,
                ended,
                ended,
                ended,
                ended);
    }

    private RowAgeing ageing() {
        return new RowAgeing(
                tiers.warm,
                tiers.hot,
                source -> kept,
                tiers.holds,
                TestingTiers.settings(100, Duration.ZERO),
                tiers.clock);
    }

    @Test
    void rowsGoWhenTheyAreOldAndHistoryHasThemAndNobodyHoldsThem() throws Exception {
        tiers.holds.place(Map.of("kind", "device", "subject", "device-1", "reason", "case 20"), "lee");
        ageing().run();
        assertThat(notices()).as("history has nothing yet").containsExactly("n-held", "n-new", "n-old");

        kept = tiers.clock.instant().toEpochMilli() * 1000;
        ageing().run();
        assertThat(notices()).containsExactly("n-held", "n-new");
        assertThat(tiers.desk().list(null, null, null, null).get("runs").toString())
                .contains("kind=notices");
    }

    private List<String> notices() throws Exception {
        return warm.select("select id from service.notice order by id", row -> row.getString(1));
    }
}
