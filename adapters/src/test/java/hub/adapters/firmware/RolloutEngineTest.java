package hub.adapters.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutEngineTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void stepTimersAreReplacedAndNeverReachBeyondTheInProgressDeadline() {
        ExecutionTimers timers = ExecutionTimers.NONE.started(NOON, Duration.ofMinutes(20));
        assertThat(timers.due()).contains(at("12:20"));

        timers = timers.stepped(at("12:05"), 7);
        assertThat(timers.due()).contains(at("12:12"));

        timers = timers.stepped(at("12:10"), 5);
        assertThat(timers.due()).contains(at("12:15"));

        timers = timers.stepped(at("12:13"), 9);
        assertThat(timers.due()).contains(at("12:20"));

        assertThat(timers.stepped(at("12:14"), 2).stepped(at("12:15"), -1).due())
                .contains(at("12:20"));
    }

    @Test
    void theWholeDeadlineEndsAnExecutionThatNeverBegan() {
        ExecutionTimers timers = new ExecutionTimers(Optional.of(at("13:00")), Optional.empty(), Optional.empty());

        assertThat(timers.due()).contains(at("13:00"));
        assertThat(timers.isOver(at("12:59"))).isFalse();
        assertThat(timers.isOver(at("13:00"))).isTrue();
    }

    @Test
    void anExponentialRateGrowsEachTimeSoManyWereNotified() {
        RolloutRate rate = new RolloutRate(50, 2, 1000, false, 1000);

        assertThat(List.of(0, 999, 1000, 2000, 3000, 4000, 5000))
                .extracting(notified -> rate.perMinute(notified, 0))
                .containsExactly(50, 50, 100, 200, 400, 800, 1000);
        assertThat(new RolloutRate(50, 2, 10, true, 1000).perMinute(5000, 25)).isEqualTo(200);
        assertThat(RolloutRate.constant(7).perMinute(5000, 5000)).isEqualTo(7);
    }

    @Test
    void wavesReachTheirShareOfTheFleetAndAtLeastOneDeviceEach() {
        assertThat(Waves.USUAL.ends(1000)).containsExactly(50, 250, 500, 1000);
        assertThat(Waves.USUAL.ends(7)).containsExactly(1, 2, 4, 7);
        assertThat(Waves.USUAL.ends(1)).containsExactly(1, 1, 1, 1);
        assertThat(Targets.waves(Waves.USUAL, 7)).containsExactly("0", "1", "2", "2", "3", "3", "3");
        assertThatThrownBy(() -> new Waves(List.of(50, 25, 100))).hasMessageContaining("rise");
        assertThatThrownBy(() -> new Waves(List.of(50))).hasMessageContaining("100");
    }

    @Test
    void theNextWaveBeginsOnlyWhenTheLastIsDoneAndGoodEnough() {
        JobPlan plan = plan("{\"successThreshold\":90,\"abort\":[]}");

        assertThat(decide(plan, new Tally().add(0, ExecutionStatus.WAITING, 50)).kind())
                .isEqualTo(Decision.Kind.TELL);
        assertThat(decide(
                                plan,
                                new Tally()
                                        .add(0, ExecutionStatus.SUCCEEDED, 49)
                                        .add(0, ExecutionStatus.QUEUED, 1))
                        .kind())
                .isEqualTo(Decision.Kind.REST);
        assertThat(decide(
                                plan,
                                new Tally()
                                        .add(0, ExecutionStatus.SUCCEEDED, 45)
                                        .add(0, ExecutionStatus.FAILED, 5))
                        .kind())
                .isEqualTo(Decision.Kind.NEXT_WAVE);
        assertThat(decide(
                        plan, new Tally().add(0, ExecutionStatus.SUCCEEDED, 44).add(0, ExecutionStatus.FAILED, 6)))
                .isEqualTo(
                        Decision.of(Decision.Kind.ABORT, "wave 1 ended with 88.0 % success, the threshold is 90.0 %"));
    }

    @Test
    void noMoreAreToldThanTheRateOfAMinuteAllows() {
        JobPlan plan = plan("{\"rollout\":{\"maximumPerMinute\":20}}");
        Tally tally = new Tally().add(0, ExecutionStatus.WAITING, 45).add(0, ExecutionStatus.QUEUED, 15);

        assertThat(RolloutEngine.decide(plan, 0, tally, 15, NOON).number()).isEqualTo(5);
        assertThat(RolloutEngine.decide(plan, 0, tally, 20, NOON)).isEqualTo(Decision.REST);
    }

    @Test
    void abortCriteriaAreTakenInOrderOverExecutedThings() {
        JobPlan plan = plan("""
                {"abort":[{"failureType":"REJECTED","minNumberOfExecutedThings":1,"thresholdPercentage":50},
                          {"failureType":"ALL","minNumberOfExecutedThings":10,"thresholdPercentage":20}]}
                """);

        assertThat(decide(
                                plan,
                                new Tally()
                                        .add(0, ExecutionStatus.FAILED, 3)
                                        .add(0, ExecutionStatus.SUCCEEDED, 6)
                                        .add(0, ExecutionStatus.QUEUED, 5))
                        .kind())
                .isEqualTo(Decision.Kind.REST);
        Decision abort = decide(
                plan,
                new Tally()
                        .add(0, ExecutionStatus.TIMED_OUT, 2)
                        .add(0, ExecutionStatus.SUCCEEDED, 8)
                        .add(0, ExecutionStatus.QUEUED, 5));
        assertThat(abort.kind()).isEqualTo(Decision.Kind.ABORT);
        assertThat(abort.reason()).contains("2 of 10", "20.0 %");
    }

    @Test
    void onlyFailuresAndTimeoutsAreRetriedEachWithItsOwnCount() {
        JobPlan plan = plan("""
                {"retries":[{"failureType":"FAILED","numberOfRetries":2},{"failureType":"TIMED_OUT","numberOfRetries":1}]}
                """);

        assertThat(plan.retries(ExecutionStatus.FAILED, 1, 5)).isTrue();
        assertThat(plan.retries(ExecutionStatus.FAILED, 2, 0)).isFalse();
        assertThat(plan.retries(ExecutionStatus.TIMED_OUT, 9, 0)).isTrue();
        assertThat(plan.retries(ExecutionStatus.TIMED_OUT, 0, 1)).isFalse();
        assertThat(plan.retries(ExecutionStatus.REJECTED, 0, 0)).isFalse();
        assertThatThrownBy(() -> plan("{\"retries\":[{\"failureType\":\"ALL\",\"numberOfRetries\":11}]}"))
                .hasMessageContaining("add up to 10");
    }

    @Test
    void maintenanceWindowsOpenByCronAndStayOpenForTheirMinutes() {
        MaintenanceWindow sundays = new MaintenanceWindow(new CronTime("cron(30 23 ? * SUN *)"), 60);

        assertThat(sundays.isOpen(Instant.parse("2026-03-01T23:29:59Z"))).isFalse();
        assertThat(sundays.isOpen(Instant.parse("2026-03-01T23:30:00Z"))).isTrue();
        assertThat(sundays.isOpen(Instant.parse("2026-03-02T00:29:59Z"))).isTrue();
        assertThat(sundays.isOpen(Instant.parse("2026-03-02T00:30:00Z"))).isFalse();
        assertThatThrownBy(() -> new CronTime("0 25 ? * * *")).hasMessageContaining("25");
        assertThatThrownBy(() -> new CronTime("daily")).hasMessageContaining("cron(");
    }

    @Test
    void nobodyIsToldOutsideTheWindowsAndTheEndCancelsWhatWaits() {
        JobPlan plan = plan("""
                {"schedule":{"endTime":"2026-03-01T13:00:00Z","endBehavior":"CANCEL",
                 "maintenanceWindows":[{"startTime":"cron(0 2 * * ? *)","durationInMinutes":60}]}}
                """);
        Tally tally = new Tally().add(0, ExecutionStatus.WAITING, 45);

        assertThat(decide(plan, tally)).isEqualTo(Decision.REST);
        assertThat(RolloutEngine.decide(plan, 0, tally, 0, Instant.parse("2026-03-01T02:10:00Z"))
                        .number())
                .isEqualTo(45);
        assertThat(RolloutEngine.decide(plan, 0, tally, 0, at("13:00")).kind()).isEqualTo(Decision.Kind.END);
        assertThatThrownBy(() -> JobPlanReader.checkSchedule(plan.schedule(), at("12:40")))
                .hasMessageContaining("30 minutes");
    }

    @Test
    void versionsAreComparedAsNumbers() {
        assertThat(List.of("1.10.0", "1.9.9", "2.0.0-rc1", "2.0.0", "1.9").stream()
                        .sorted(Versions.OLDEST_FIRST))
                .containsExactly("1.9", "1.9.9", "1.10.0", "2.0.0-rc1", "2.0.0");
    }

    private static Decision decide(JobPlan plan, Tally tally) {
        return RolloutEngine.decide(plan, 0, tally, 0, NOON);
    }

    private static JobPlan plan(String json) {
        return JobPlanReader.read(Json.read(json));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-01T" + time + ":00Z");
    }
}
