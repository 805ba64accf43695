package hub.adapters.ageing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.message.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryAgeingTest {
    private static final int A_DAY = 700;

    @TempDir
    Path folder;

    private TestingTiers tiers;

    @BeforeEach
    void open() throws Exception {
        tiers = new TestingTiers(folder);
    }

    @AfterEach
    void close() {
        tiers.close();
    }

    private void days(int days, String... products) throws Exception {
        for (int day = 0; day < days; day++) {
            for (String product : products) {
                tiers.oneDay(product, A_DAY);
            }
            tiers.clock.move(Duration.ofDays(1));
            tiers.ageing().run();
        }
    }

    @Test
    void afterElevenDaysHotHoldsTenAndColdElevenAndNothingIsMissing() throws Exception {
        days(11, "prod-a");

        assertThat(tiers.hot.numbers())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(A_DAY, 11 * A_DAY).boxed().toList());
        assertThat(tiers.cold.ids()).hasSize(11 * A_DAY).doesNotHaveDuplicates();
        assertThat(spans(""))
                .singleElement()
                .satisfies(span -> assertThat(span)
                        .containsEntry("day", "2026-03-01")
                        .containsEntry("state", "moved")
                        .containsEntry("moved", (long) A_DAY)
                        .containsEntry("inHot", 0L)
                        .containsEntry("inCold", (long) A_DAY));
    }

    @Test
    void aProductSaysHowLongItsReadingsStayHot() throws Exception {
        tiers.products.put("prod-short", Duration.ofDays(1));
        tiers.products.put("prod-long", Duration.ofDays(400));
        days(12, "prod-a", "prod-short", "prod-long");

        assertThat(inHot("prod-short")).isEqualTo(A_DAY);
        assertThat(inHot("prod-a")).isEqualTo(10 * A_DAY);
        assertThat(inHot("prod-long")).isEqualTo(12 * A_DAY);
    }

    @Test
    void whatColdLacksIsGivenToItBeforeAnythingGoes() throws Exception {
        days(10, "prod-a");
        tiers.cold.removeSome(90);
        tiers.clock.move(Duration.ofDays(1));
        tiers.ageing().run();

        assertThat(tiers.cold.ids()).hasSize(10 * A_DAY);
        assertThat(inHot("prod-a")).isEqualTo(9 * A_DAY);
        assertThat(spans("moved").get(0)).containsEntry("appendedToCold", 90L);
    }

    @Test
    void nothingGoesWhileColdIsBehindOrRefuses() throws Exception {
        days(10, "prod-a");
        tiers.cold.removeSome(1);
        tiers.clock.move(Duration.ofDays(1));
        tiers.cold.behind = "its last commit was 3 hours ago";
        tiers.ageing().run();
        assertThat(inHot("prod-a")).isEqualTo(10 * A_DAY);
        assertThat(spans("kept").get(0).get("reason").toString()).contains("3 hours ago");

        tiers.cold.behind = "";
        tiers.cold.refuses = true;
        assertThatThrownBy(() -> tiers.ageing().run()).hasMessageContaining("disk full");
        assertThat(inHot("prod-a")).isEqualTo(10 * A_DAY);

        tiers.cold.refuses = false;
        tiers.ageing().run();
        assertThat(inHot("prod-a")).isEqualTo(9 * A_DAY);
        assertThat(tiers.cold.ids()).hasSize(10 * A_DAY);
    }

    @Test
    void lateReadingsOfADayThatHasGoneFollowIt() throws Exception {
        days(11, "prod-a");
        Telemetry late =
                TestingHot.reading("prod-a", "device-9", TestingTiers.BEGIN.plusSeconds(3), tiers.sent++, true);
        Telemetry oddClock =
                TestingHot.reading("prod-a", "device-9", Instant.ofEpochSecond(90_000_000), tiers.sent++, true);
        tiers.hot.add(List.of(late, oddClock));
        tiers.ageing().run();

        assertThat(tiers.cold.ids()).contains(late.id(), oddClock.id()).hasSize(11 * A_DAY + 2);
        assertThat(inHot("prod-a")).isEqualTo(10 * A_DAY);
    }

    @Test
    void whatIsHeldStaysUntilTheHoldIsReleased() throws Exception {
        Object hold = tiers.holds
                .place(Map.of("kind", "device", "subject", "device-2", "reason", "case 17"), "lee")
                .get("id");
        days(11, "prod-a");
        assertThat(inHot("prod-a")).isEqualTo(10 * A_DAY + A_DAY / 4);
        assertThat(spans("kept").get(0))
                .containsEntry("held", A_DAY / 4L)
                .hasEntrySatisfying(
                        "reason", reason -> assertThat(reason.toString()).contains("case 17"));

        tiers.holds.release(hold.toString(), "case closed", "lee");
        tiers.ageing().run();
        assertThat(inHot("prod-a")).isEqualTo(10 * A_DAY);
        assertThat(spans("moved").get(0)).containsEntry("moved", (long) A_DAY);
    }

    @Test
    void aHoldOnASpanKeepsThatSpanOnly() throws Exception {
        tiers.holds.place(Map.of("kind", "everything", "reason", "audit", "to", "2026-03-01T11:59:00Z"), "lee");
        days(11, "prod-a");

        assertThat(inHot("prod-a")).isEqualTo(10 * A_DAY + A_DAY / 2);
    }

    private long inHot(String product) {
        return tiers.hot.telemetry().countDocuments(new org.bson.Document("productId", product));
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> spans(String state) throws Exception {
        return (List<Map<String, Object>>)
                tiers.desk().list("", state, null, null).get("items");
    }
}
