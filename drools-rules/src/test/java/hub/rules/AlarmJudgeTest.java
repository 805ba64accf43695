package hub.rules;

import static hub.rules.TestingRules.START;
import static org.assertj.core.api.Assertions.assertThat;

import hub.message.Alarm;
import hub.message.AlarmAct;
import hub.message.AlarmClass;
import hub.message.AlarmState;
import hub.message.AlarmTransition;
import hub.message.Severity;
import hub.message.Telemetry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AlarmJudgeTest {
    private static final RuleTable TABLE = TestingRules.shipped("prod-a.alarm.drl.csv");

    private final RuleBook book = new RuleBook();
    private final AlarmJudge judge = new AlarmJudge(book, Clock.fixed(Instant.ofEpochMilli(START), ZoneOffset.UTC));
    private final Map<String, Alarm> store = new TreeMap<>();
    private long offset;

    AlarmJudgeTest() {
        book.adopt(TestingRules.compiled(TABLE));
        book.adopt(TestingRules.compiled(TestingRules.shipped("any-product.alarm.drl.csv")));
    }

    private List<Alarm> judge(Telemetry... readings) {
        return stored(judge.judge(List.of(readings)));
    }

    private List<Alarm> stored(Judgement judgement) {
        judgement.alarms().forEach(alarm -> store.put(alarm.id(), alarm));
        judge.written(judgement);
        return judgement.alarms();
    }

    private Telemetry at(long seconds, Object... metrics) {
        return TestingRules.reading(0, ++offset, "d1", START + seconds * 1000, START + seconds * 1000, metrics);
    }

    private Telemetry late(long eventSeconds, long arrivalSeconds, Object... metrics) {
        return TestingRules.reading(
                0, ++offset, "d1", START + eventSeconds * 1000, START + arrivalSeconds * 1000, metrics);
    }

    private Instant second(long seconds) {
        return Instant.ofEpochMilli(START + seconds * 1000);
    }

    @Test
    void raisesOnceCountsRepeatsAndClearsWithHysteresis() {
        Alarm raised = judge(at(0, "tempC", 78L), at(1, "tempC", 83L)).get(0);
        assertThat(raised.state()).isEqualTo(AlarmState.ACTIVE);
        assertThat(raised.severity()).isEqualTo(Severity.HIGH);
        assertThat(raised.alarmClass()).isEqualTo(AlarmClass.IMMEDIATE);
        assertThat(raised.ruleId()).isEqualTo("temp-threshold-prod-a");
        assertThat(raised.autoAction()).isEqualTo("restart-fan");
        assertThat(raised.value()).contains(83L);
        assertThat(judge(at(2, "tempC", 84L), at(3, "tempC", 79L))).isEmpty();
        Alarm repeated = judge(at(8, "tempC", 85L)).get(0);
        assertThat(repeated.id()).isEqualTo(raised.id());
        assertThat(repeated.count()).isEqualTo(3);
        Alarm cleared = judge(at(9, "tempC", 64L)).get(0);
        assertThat(cleared.id()).isEqualTo(raised.id());
        assertThat(cleared.state()).isEqualTo(AlarmState.CLEARED);
        assertThat(cleared.clearedAt()).contains(second(9));
        assertThat(cleared.history()).extracting(AlarmTransition::to).containsExactly("active", "cleared");
        assertThat(store).hasSize(1);
        assertThat(judge.openAlarms()).isEmpty();
    }

    @Test
    void explainsItself() {
        Alarm alarm = judge(at(0, "tempC", 83L)).get(0);
        assertThat(alarm.explanation().table()).isEqualTo("prod-a.alarm.drl.csv");
        assertThat(alarm.explanation().version()).isEqualTo(TABLE.version());
        assertThat(alarm.explanation().row()).isEqualTo(10);
        assertThat(alarm.explanation().cell()).isEqualTo("A10");
        assertThat(alarm.explanation().values()).containsExactly(Map.entry("tempC", 83L));
        assertThat(alarm.explanation().text())
                .isEqualTo("tempC 83 meets 'tempC is above 80': Coolant fan likely failed"
                        + " (rule temp-threshold-prod-a, prod-a.alarm.drl.csv A10)");
    }

    @Test
    void writesRepeatsAtMostEveryFiveSecondsAndTheRestWithTime() {
        judge(at(0, "tempC", 83L));
        assertThat(judge(at(1, "tempC", 83L), at(2, "tempC", 90L))).isEmpty();
        assertThat(stored(judge.tick(second(3)))).isEmpty();
        Alarm repeated = stored(judge.tick(second(6))).get(0);
        assertThat(repeated.count()).isEqualTo(3);
        assertThat(repeated.value()).contains(90L);
        assertThat(repeated.lastSeenAt()).isEqualTo(second(2));
    }

    @Test
    void lateReadingsNeitherRaiseNorClear() {
        judge(at(100, "tempC", 70L));
        assertThat(judge(late(50, 101, "tempC", 99L))).isEmpty();
        judge(at(110, "tempC", 83L));
        assertThat(judge(late(105, 120, "tempC", 60L))).isEmpty();
        assertThat(judge.openAlarms()).extracting(Alarm::count).containsExactly(1L);
        assertThat(judge(late(105, 121, "rpm", 3700L)))
                .as("another metric is not late")
                .hasSize(1);
    }

    @Test
    void recordsWithoutATimeOfTheirOwnCountInTheOrderOfTheStream() {
        Telemetry hot = at(10, "tempC", 83L);
        Telemetry cool = late(9, 10, "tempC", 60L);
        assertThat(judge(untimed(hot), untimed(cool))).extracting(Alarm::state).containsExactly(AlarmState.CLEARED);
    }

    private static Telemetry untimed(Telemetry t) {
        return new Telemetry(
                t.position(),
                t.part(),
                t.traceId(),
                t.deviceId(),
                t.deviceTimestamp(),
                "ingest",
                t.hubId(),
                t.hubTimestamp(),
                t.productId(),
                t.specVersion(),
                t.childDeviceId(),
                t.metrics(),
                t.ingestTimestamp());
    }

    @Test
    void duplicatesAndReplaysAreIgnored() {
        Telemetry hot = at(0, "tempC", 83L);
        judge(hot);
        assertThat(judge(hot, hot)).isEmpty();
        judge(late(0, 3, "tempC", 83L));
        assertThat(judge.openAlarms()).extracting(Alarm::count).containsExactly(1L);
    }

    @Test
    void whatWasNotWrittenComesAgainWithTheRedeliveredBatch() {
        List<Telemetry> batch = List.of(at(0, "tempC", 83L));
        Judgement lost = judge.judge(batch);
        Judgement again = judge.judge(batch);
        assertThat(again.alarms()).isEqualTo(lost.alarms()).hasSize(1);
        assertThat(again.pages()).isEqualTo(lost.pages()).hasSize(1);
        judge.written(again);
        assertThat(judge.judge(batch).isEmpty()).isTrue();
    }

    @Test
    void aPartitionThatBeginsAnewIsJudgedAgain() {
        judge(at(0, "tempC", 70L), at(1, "tempC", 70L), at(2, "tempC", 70L));
        Telemetry firstOfNewStream = TestingRules.reading(0, 1, "d1", START + 9000, START + 9000, "tempC", 83L);
        assertThat(judge(firstOfNewStream)).hasSize(1);
    }

    @Test
    void severityOnlyRisesWithinOneAlarm() {
        Alarm low = judge(at(0, "batteryPct", 18L)).get(0);
        Alarm high = judge(at(1, "batteryPct", 4L)).get(0);
        assertThat(high.id()).isEqualTo(low.id());
        assertThat(high.severity()).isEqualTo(Severity.HIGH);
        assertThat(high.history()).extracting(AlarmTransition::to).containsExactly("active", "high");
        Alarm still = judge(at(10, "batteryPct", 15L)).get(0);
        assertThat(still.severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void aHeldConditionFiresByTimeWithoutNewData() {
        Alarm pending = judge(at(0, "voltage", 10.0)).get(0);
        assertThat(pending.state()).isEqualTo(AlarmState.PENDING);
        assertThat(stored(judge.tick(second(599)))).isEmpty();
        Alarm active = stored(judge.tick(second(600))).get(0);
        assertThat(active.id()).isEqualTo(pending.id());
        assertThat(active.state()).isEqualTo(AlarmState.ACTIVE);
        assertThat(active.history()).extracting(AlarmTransition::to).containsExactly("pending", "active");
    }

    @Test
    void aDeviceWhoseClockRunsWildCannotHastenAHeldCondition() {
        judge(late(0, 0, "voltage", 10.0));
        judge(late(100_000, 5, "voltage", 10.0));
        assertThat(judge.openAlarms()).extracting(Alarm::state).containsExactly(AlarmState.PENDING);
    }

    @Test
    void aBacklogIsJudgedByItsOwnClock() {
        judge(at(0, "voltage", 10.0));
        AlarmJudge restarted = new AlarmJudge(book, Clock.fixed(second(3600), ZoneOffset.UTC));
        List<MemoryPage> pages = new ArrayList<>();
        AlarmJudge first = new AlarmJudge(book, Clock.fixed(second(0), ZoneOffset.UTC));
        pages.addAll(first.judge(List.of(at(0, "voltage", 10.0))).pages());
        restarted.restore(all -> true, List.of(), pages);
        assertThat(restarted.tick(second(3601)).alarms())
                .as("the backlog is not here yet")
                .isEmpty();
        Judgement caughtUp = restarted.judge(List.of(late(300, 300, "voltage", 12.0)));
        assertThat(caughtUp.alarms()).extracting(Alarm::state).containsExactly(AlarmState.CLOSED);
    }

    @Test
    void clearingTakesItsTimeAndMayEndWithoutNewData() {
        judge(at(0, "rpm", 3700L));
        assertThat(judge(at(5, "rpm", 3300L))).isEmpty();
        judge(at(8, "rpm", 3500L));
        judge(at(10, "rpm", 3300L));
        assertThat(stored(judge.tick(second(19)))).isEmpty();
        assertThat(stored(judge.tick(second(20)))).extracting(Alarm::state).containsExactly(AlarmState.CLEARED);
    }

    @Test
    void afterACooldownANewAlarmBegins() {
        judge(at(0, "vibration", 5.0, "tempC", 75L));
        stored(judge.tick(second(60)));
        judge(at(61, "vibration", 5.0, "tempC", 60L));
        assertThat(judge(at(100, "vibration", 5.0, "tempC", 75L))).isEmpty();
        Alarm next = judge(at(662, "vibration", 5.0, "tempC", 75L)).get(0);
        assertThat(next.state()).isEqualTo(AlarmState.PENDING);
        assertThat(store).hasSize(2);
    }

    @Test
    void anOperatorAcknowledgesAndClearsOnce() {
        Alarm raised = judge(at(0, "tempC", 83L)).get(0);
        Alarm seen = stored(apply(TestingRules.acknowledge(raised, "kim", second(5))))
                .get(0);
        assertThat(seen.acknowledged()).isTrue();
        assertThat(seen.state()).isEqualTo(AlarmState.ACTIVE);
        assertThat(apply(TestingRules.acknowledge(raised, "lee", second(6))).isEmpty())
                .isTrue();
        Alarm cleared = stored(apply(TestingRules.clear(raised, "kim", second(7), "fan replaced")))
                .get(0);
        assertThat(cleared.state()).isEqualTo(AlarmState.CLEARED);
        assertThat(cleared.acknowledged()).isTrue();
        assertThat(cleared.history().get(2))
                .isEqualTo(new AlarmTransition(second(7), "active", "cleared", "kim", "fan replaced"));
        var late = TestingRules.clear(raised, "kim", second(8), "");
        assertThat(judge.apply(List.of(late)).forgotten()).containsExactly(late);
        assertThat(AlarmJudge.applied(cleared, late)).isEmpty();
        assertThat(AlarmJudge.applied(cleared, TestingRules.acknowledge(raised, "lee", second(9))))
                .isEmpty();
    }

    @Test
    void theAnswerToAnAlarmTakesItThroughItsStatesAndATechnicianEndsIt() {
        Alarm raised = judge(at(0, "tempC", 83L)).get(0);
        var acting = TestingRules.move(raised, AlarmState.REMEDIATING, second(1), "restart-fan sent");
        assertThat(stored(apply(acting)).get(0).state()).isEqualTo(AlarmState.REMEDIATING);
        assertThat(apply(acting).isEmpty()).as("delivered again").isTrue();
        stored(apply(TestingRules.move(raised, AlarmState.DISPATCHED, second(2), "no recovery")));
        assertThat(judge(at(3, "tempC", 60L)))
                .as("a good reading does not end what a technician is on")
                .isEmpty();
        stored(apply(TestingRules.move(raised, AlarmState.RESOLVED, second(4), "fan replaced")));
        Alarm closed = stored(apply(TestingRules.move(raised, AlarmState.CLOSED, second(5), "verified")))
                .get(0);
        assertThat(closed.clearedAt()).contains(second(5));
        assertThat(closed.history())
                .extracting(AlarmTransition::to)
                .containsExactly("active", "remediating", "dispatched", "resolved", "closed");
        assertThat(judge(at(6, "tempC", 90L)).get(0).id()).isNotEqualTo(raised.id());
    }

    @Test
    void aJudgeThatTakesOverAPartitionGoesOnWhereTheOtherEnded() {
        Judgement judged = judge.judge(List.of(at(0, "tempC", 83L)));
        List<MemoryPage> pages = judged.pages();
        Alarm raised = stored(judged).get(0);
        AlarmJudge other = new AlarmJudge(book, Clock.fixed(second(10), ZoneOffset.UTC));
        other.restore(partition -> false, List.of(raised), pages);
        assertThat(other.openAlarms()).as("not its partition").isEmpty();
        judge.release(List.of(0));
        assertThat(judge.openAlarms()).isEmpty();
        other.restore(partition -> partition == 0, List.of(raised), pages);
        assertThat(other.openAlarms()).extracting(Alarm::id).containsExactly(raised.id());
        assertThat(other.judge(List.of(at(30, "tempC", 60L))).alarms())
                .extracting(Alarm::state)
                .containsExactly(AlarmState.CLEARED);
    }

    private Judgement apply(AlarmAct act) {
        return judge.apply(List.of(act)).judgement();
    }

    @Test
    void anAlarmThatOnlyTheStoreRemembersGoesOn() {
        Alarm raised = judge(at(0, "tempC", 83L)).get(0);
        AlarmJudge forgetful = new AlarmJudge(book, Clock.fixed(second(10), ZoneOffset.UTC));
        forgetful.restore(all -> true, List.of(raised), List.of());
        assertThat(forgetful.openAlarms()).containsExactly(raised);
        Alarm acknowledged = forgetful
                .apply(List.of(TestingRules.acknowledge(raised, "kim", second(11))))
                .judgement()
                .alarm(raised.id())
                .orElseThrow();
        assertThat(acknowledged.acknowledged()).isTrue();
        Alarm repeated = forgetful.judge(List.of(at(20, "tempC", 84L))).alarms().get(0);
        assertThat(repeated.id()).isEqualTo(raised.id());
        assertThat(repeated.acknowledged()).isTrue();
        assertThat(forgetful.judge(List.of(at(30, "tempC", 60L))).alarms())
                .extracting(Alarm::state)
                .containsExactly(AlarmState.CLEARED);
    }

    @Test
    void aWithdrawnRuleEndsItsAlarmsButABrokenTableDoesNot() {
        Alarm raised = judge(at(0, "tempC", 83L)).get(0);
        book.publish(TestingRules.table(TABLE.name(), "RuleTable broken"));
        assertThat(stored(judge.tick(second(1)))).isEmpty();
        book.withdraw(TABLE.name());
        Alarm ended = stored(judge.tick(second(2))).get(0);
        assertThat(ended.id()).isEqualTo(raised.id());
        assertThat(ended.state()).isEqualTo(AlarmState.CLEARED);
        assertThat(ended.history().get(1).cause()).isEqualTo("rule withdrawn");
    }

    @Test
    void devicesAndPartitionsDoNotDisturbEachOther() {
        Telemetry other = TestingRules.reading(3, 7, "d2", START, START, "tempC", 90L);
        List<Alarm> alarms = judge(at(0, "tempC", 83L), other);
        assertThat(alarms).extracting(Alarm::deviceId).containsExactly("d1", "d2");
    }

    @Test
    void aReadingOnWhichARuleBreaksBecomesADeadLetterAndTheOthersGoOn() {
        String csv = TestingRules.csv(Map.of("Rule", "breaks", "Metric", "tempC", "Equals", "eco", "Severity", "low"))
                .replace("\"is(\"\"$param\"\")\"", "\"any(\"\"mode\"\").toString() == \"\"$param\"\"\"");
        book.adopt(TestingRules.compiled(TestingRules.table("prod-a.alarm.drl.csv", csv)));
        Judgement judgement = judge.judge(List.of(at(0, "tempC", 83L), at(1, "tempC", 84L, "mode", "eco")));
        assertThat(judgement.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("judge");
            assertThat(letter.deviceId()).isEqualTo("d1");
            assertThat(letter.problems().get(0)).contains("breaks");
            assertThat(new String(letter.payload())).contains("\"tempC\":83");
        });
        assertThat(judgement.alarms()).extracting(Alarm::ruleId).containsExactly("breaks");
    }

    @Test
    void aRowMayComeIntoForceLater() {
        String csv = TestingRules.csv(Map.of(
                "Rule", "later", "Metric", "tempC", "Above", "10", "Severity", "low", "In force since", "2099-01-01"));
        book.adopt(TestingRules.compiled(TestingRules.table("prod-a.alarm.drl.csv", csv)));
        assertThat(judge(at(0, "tempC", 83L))).isEmpty();
        long then = Instant.parse("2099-01-01T00:00:00Z").toEpochMilli();
        assertThat(judge(TestingRules.reading(0, ++offset, "d1", then, then, "tempC", 83L)))
                .hasSize(1);
    }
}
