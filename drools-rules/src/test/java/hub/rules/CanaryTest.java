package hub.rules;

import static hub.rules.TestingRules.START;
import static hub.rules.TestingRules.reading;
import static org.assertj.core.api.Assertions.assertThat;

import hub.message.Alarm;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Some devices are judged by a version that is tried, all others by the one in force, and every alarm says which. */
class CanaryTest {
    private static final RuleTable PUBLISHED = RuleTable.of("prod-a.alarm.drl.csv", hot("80"));
    private static final RuleTable TRIED = RuleTable.of("prod-a.alarm.drl.csv", hot("60"));
    private static final List<String> DEVICES =
            IntStream.range(0, 200).mapToObj(number -> "canary-" + number).toList();

    private final RuleBook book = new RuleBook();
    private final AlarmJudge judge = new AlarmJudge(book, Clock.systemUTC());
    private long offset;

    private static String hot(String above) {
        return TestingRules.csv(
                Map.of("Rule", "hot", "Metric", "tempC", "Above", above, "Clear below", "50", "Severity", "high"));
    }

    private List<Alarm> judged(double temperature) {
        List<Alarm> alarms = new ArrayList<>();
        for (String device : DEVICES) {
            long at = START + ++offset * 1000;
            Judgement judgement = judge.judge(List.of(reading(0, offset, device, at, at, "tempC", temperature)));
            judge.written(judgement);
            alarms.addAll(judgement.alarms());
        }
        return alarms;
    }

    @Test
    void theShareIsJudgedByTheNewVersionAndTheRestByTheOld() {
        book.publish(PUBLISHED);
        book.tryOut(List.of(new RuleBook.Canary(TRIED, 20)));
        List<Alarm> warm = judged(70);
        assertThat(warm).hasSizeBetween(20, 60).allSatisfy(alarm -> {
            assertThat(alarm.explanation().version()).isEqualTo(TRIED.version());
            assertThat(RulesInForce.bucket(alarm.deviceId())).isLessThan(20);
        });
        List<Alarm> hot = judged(90);
        assertThat(hot)
                .filteredOn(alarm -> alarm.explanation().version().equals(PUBLISHED.version()))
                .hasSize(DEVICES.size() - warm.size());
    }

    @Test
    void aPromotedVersionGoesOnWithItsAlarmsAndAWithdrawnOneLeavesThemToTheOld() {
        book.publish(PUBLISHED);
        book.tryOut(List.of(new RuleBook.Canary(TRIED, 50)));
        List<String> open = judged(70).stream().map(Alarm::id).toList();
        assertThat(open).isNotEmpty();
        book.publish(TRIED);
        book.tryOut(List.of());
        judged(71);
        assertThat(judge.openAlarms())
                .hasSize(DEVICES.size())
                .extracting(Alarm::id)
                .containsAll(open);

        book.publish(PUBLISHED);
        assertThat(judged(40))
                .hasSize(DEVICES.size())
                .allSatisfy(alarm -> assertThat(alarm.clearedAt()).isPresent());
    }

    @Test
    void aRuleThatOnlyTheWithdrawnVersionHasEndsItsAlarms() {
        book.publish(PUBLISHED);
        String both = TestingRules.csv(
                Map.of("Rule", "hot", "Metric", "tempC", "Above", "80", "Clear below", "50", "Severity", "high"),
                Map.of("Rule", "warm", "Metric", "tempC", "Above", "60", "Severity", "low"));
        book.tryOut(List.of(new RuleBook.Canary(RuleTable.of(PUBLISHED.name(), both), 50)));
        int open = judged(70).size();
        assertThat(open).isPositive();
        book.tryOut(List.of());
        assertThat(judge.tick(java.time.Instant.ofEpochMilli(START + 1_000_000)).alarms())
                .hasSize(open)
                .allSatisfy(alarm -> assertThat(
                                alarm.history().get(alarm.history().size() - 1).cause())
                        .isEqualTo("rule withdrawn"));
    }

    @Test
    void theShareOfADeviceNeverChanges() {
        assertThat(DEVICES.stream().filter(device -> RulesInForce.bucket(device) < 10))
                .hasSizeBetween(8, 35);
        assertThat(RulesInForce.bucket("demo-1")).isEqualTo(RulesInForce.bucket("demo-1"));
        assertThat(List.of(RulesInForce.bucket("demo-1"), RulesInForce.bucket("prod-a-0001")))
                .as("pinned: hubs of all versions must agree")
                .containsExactly(64, 20);
    }
}
