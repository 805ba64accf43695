package hub.rules;

import static hub.rules.TestingRules.START;
import static hub.rules.TestingRules.reading;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A backtest finds the alarms that an edit would have brought and those it would have cost, holds and silences included. */
class RuleBacktestTest {
    private static final Instant BEGIN = Instant.ofEpochMilli(START);

    private static RuleTable table(String... cells) {
        Map<String, String> row = new java.util.HashMap<>(
                Map.of("Rule", "hot", "Metric", "tempC", "Above", "80", "Clear below", "75", "Severity", "high"));
        for (int i = 0; i < cells.length; i += 2) {
            row.put(cells[i], cells[i + 1]);
        }
        return RuleTable.of("prod-a.alarm.drl.csv", TestingRules.csv(row));
    }

    private static RuleBacktest played(RuleTable before, RuleTable after, Instant from, double... temperatures) {
        RuleBacktest test = new RuleBacktest(before, after, from, 10);
        for (String device : new String[] {"one", "two"}) {
            test.begin();
            for (int i = 0; i < temperatures.length; i++) {
                long at = START + i * 60_000L;
                test.judge(reading(3, 7, device, at, at, "tempC", temperatures[i]));
            }
            test.end(BEGIN.plusSeconds(temperatures.length * 60L + 3600));
        }
        return test;
    }

    @Test
    void aHigherLimitLosesAlarmsAndALowerOneBringsNewOnes() {
        RuleBacktest higher = played(table(), table("Above", "90"), BEGIN, 85, 70, 95, 70);
        assertThat(higher.rules()).containsEntry("hot", new RuleBacktest.Counts(4, 2, 2, 0, 0, 2));
        assertThat(higher.lost()).hasSize(2).first().satisfies(lost -> {
            assertThat(lost.deviceId()).isEqualTo("one");
            assertThat(lost.raisedAt()).isEqualTo(BEGIN);
            assertThat(lost.text()).contains("tempC 85");
        });
        RuleBacktest lower = played(table("Above", "90"), table(), BEGIN, 85, 70, 95, 70);
        assertThat(lower.added()).hasSize(2);
        assertThat(lower.lost()).isEmpty();
    }

    @Test
    void aHoldIsKeptOverSilenceAsItWouldHaveBeenLive() {
        RuleBacktest held = played(table(), table("For at least (s)", "600"), BEGIN, 85, 70, 95);
        assertThat(held.rules().get("hot")).isEqualTo(new RuleBacktest.Counts(4, 2, 2, 0, 0, 2));
    }

    @Test
    void anAlarmOfTheWarmUpIsNoNewOne() {
        RuleBacktest warm = played(table("Above", "90"), table(), BEGIN.plusSeconds(90), 85, 85, 85, 70, 85);
        assertThat(warm.rules()).containsEntry("hot", new RuleBacktest.Counts(0, 2, 0, 0, 2, 0));
    }

    @Test
    @Tag("long")
    void aDayOfAHundredDevicesIsComparedInAMinuteAndLittleMemory() {
        RuleTable shipped = TestingRules.shipped("prod-a.alarm.drl.csv");
        RuleBacktest test = new RuleBacktest(shipped, shipped, BEGIN, 10);
        long began = System.nanoTime();
        int readings = 0;
        for (int device = 0; device < 100; device++) {
            test.begin();
            for (int second = 0; second < 86_400; second += 43) {
                long at = START + second * 1000L;
                double temperature = 70 + 15 * Math.sin(second / 500.0);
                test.judge(reading(0, ++readings, "d-" + device, at, at, "tempC", temperature, "rpm", 1000.0));
            }
            test.end(BEGIN.plusSeconds(86_400));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "backtest: %d readings by two versions in %.1f s, %.0f a second%n",
                readings, seconds, readings / seconds);
        assertThat(seconds).isLessThan(120);
        assertThat(test.added()).isEmpty();
        assertThat(test.rules().get("temp-threshold-prod-a").same()).isPositive();
    }

    @Test
    void anotherSeverityIsAChangeOfTheSameAlarm() {
        RuleBacktest changed = played(table(), table("Severity", "critical"), BEGIN, 85, 70);
        assertThat(changed.rules()).containsEntry("hot", new RuleBacktest.Counts(2, 2, 2, 2, 0, 0));
    }
}
