package hub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import hub.message.Alarm;
import hub.message.AlarmState;
import hub.message.Telemetry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A judge that is killed, restored and fed again what it may or may not have seen decides as if nothing had happened. */
class RestartTest {
    private static final int BATCH = 20;

    private static final RuleBook BOOK = new RuleBook();

    static {
        for (String name : List.of("prod-a.alarm.drl.csv", "any-product.alarm.drl.csv", "prod-a.rules.yaml")) {
            BOOK.adopt(TestingRules.compiled(TestingRules.shipped(name)));
        }
    }

    /** What a store would hold: documents by id, written one after the other. */
    private static final class TestingStore {
        final Map<String, Alarm> alarms = new TreeMap<>();
        final Map<String, MemoryPage> pages = new HashMap<>();

        void write(Judgement judgement, int steps) {
            int left = steps;
            for (Alarm alarm : judgement.alarms()) {
                if (left-- <= 0) {
                    return;
                }
                alarms.put(alarm.id(), alarm);
            }
            for (MemoryPage page : judgement.pages()) {
                if (left-- <= 0) {
                    return;
                }
                pages.put(page.id(), page);
            }
            judgement.obsoletePages().forEach(pages::remove);
        }

        List<Alarm> open() {
            return alarms.values().stream()
                    .filter(alarm -> alarm.state() == AlarmState.ACTIVE || alarm.state() == AlarmState.PENDING)
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void killsAndReplaysMakeNoDifference(long seed) {
        List<List<Telemetry>> batches = stream(new Random(seed));
        Map<String, Alarm> undisturbed = undisturbed(batches);
        Map<String, Alarm> disturbed = disturbed(batches, new Random(seed * 31));
        assertThat(undisturbed.size()).isGreaterThan(20);
        assertThat(disturbed.keySet()).isEqualTo(undisturbed.keySet());
        disturbed.forEach((id, alarm) -> assertThat(told(alarm)).isEqualTo(told(undisturbed.get(id))));
    }

    /** The alarm by lines, so that a difference is seen at once. */
    private static String told(Alarm alarm) {
        return alarm.toString().replace(", ", ",\n");
    }

    private static Map<String, Alarm> undisturbed(List<List<Telemetry>> batches) {
        TestingStore store = new TestingStore();
        AlarmJudge judge = judge();
        for (List<Telemetry> batch : batches) {
            finish(judge, store, judge.judge(batch));
            finish(judge, store, judge.tick(newest(batch)));
        }
        return store.alarms;
    }

    private static Map<String, Alarm> disturbed(List<List<Telemetry>> batches, Random random) {
        TestingStore store = new TestingStore();
        AlarmJudge judge = judge();
        int committed = 0;
        while (committed < batches.size()) {
            Judgement judgement = judge.judge(batches.get(committed));
            switch (random.nextInt(6)) {
                case 0 -> {
                    store.write(
                            judgement,
                            random.nextInt(judgement.alarms().size()
                                    + judgement.pages().size()
                                    + 1));
                    judge = restarted(store);
                }
                case 1 -> store.write(judgement, random.nextInt(3));
                case 2 -> {
                    finish(judge, store, judgement);
                    judge = restarted(store);
                }
                default -> {
                    finish(judge, store, judgement);
                    finish(judge, store, judge.tick(newest(batches.get(committed))));
                    committed++;
                }
            }
        }
        return store.alarms;
    }

    private static void finish(AlarmJudge judge, TestingStore store, Judgement judgement) {
        store.write(judgement, Integer.MAX_VALUE);
        judge.written(judgement);
    }

    private static AlarmJudge judge() {
        return new AlarmJudge(BOOK, Clock.fixed(Instant.ofEpochMilli(TestingRules.START), ZoneOffset.UTC));
    }

    private static AlarmJudge restarted(TestingStore store) {
        AlarmJudge judge = judge();
        judge.restore(all -> true, store.open(), store.pages.values());
        return judge;
    }

    private static Instant newest(List<Telemetry> batch) {
        return Instant.ofEpochMilli(batch.get(batch.size() - 1).ingestTimestamp());
    }

    /** Devices whose metrics wander about the limits, some readings late, some twice, two partitions. */
    private static List<List<Telemetry>> stream(Random random) {
        Map<String, double[]> state = new HashMap<>();
        List<List<Telemetry>> batches = new ArrayList<>();
        long now = TestingRules.START;
        long[] offsets = new long[2];
        for (int b = 0; b < 120; b++) {
            List<Telemetry> batch = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                int device = random.nextInt(8);
                now += random.nextInt(1500);
                double[] values = state.computeIfAbsent("d" + device, name -> new double[] {75, 1000, 12, 4, 50});
                wander(values, random);
                long event = now - (random.nextInt(10) == 0 ? random.nextInt(60_000) : 0);
                Telemetry made = TestingRules.reading(
                        device % 2, ++offsets[device % 2], "d" + device, event, now, metrics(values, random));
                batch.add(made);
            }
            batches.add(batch);
        }
        return batches;
    }

    private static void wander(double[] values, Random random) {
        double[] step = {6, 400, 0.5, 1.5, 8};
        double[] low = {50, 0, 9, 1, 0};
        double[] high = {95, 4000, 13, 10, 100};
        for (int i = 0; i < values.length; i++) {
            values[i] += (random.nextDouble() - 0.5) * 2 * step[i];
            values[i] = Math.min(high[i], Math.max(low[i], values[i]));
        }
    }

    private static Object[] metrics(double[] values, Random random) {
        List<Object> metrics = new ArrayList<>();
        String[] names = {"tempC", "rpm", "voltage", "vibration", "batteryPct"};
        for (int i = 0; i < names.length; i++) {
            if (random.nextInt(5) > 0) {
                metrics.add(names[i]);
                metrics.add(i == 1 ? (Object) (long) values[i] : Math.round(values[i] * 10) / 10.0);
            }
        }
        metrics.add("door");
        metrics.add(random.nextInt(3) == 0 ? "closed" : "open");
        return metrics.toArray();
    }

    @Test
    void refusesAPageOfAnotherVersion() {
        MemoryPage strange = new MemoryPage("0-000000000000", 0, new byte[] {9, 9, 9});
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> judge().restore(all -> true, List.of(), List.of(strange))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("judge_memory");
    }
}
