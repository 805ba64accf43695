package hub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import hub.message.Alarm;
import hub.message.AlarmState;
import hub.message.Telemetry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class JudgeUnderLoadTest {
    private static final int PARTITIONS = 4;
    private static final int DEVICES = 10;

    private final RuleBook book = new RuleBook();
    private final AlarmJudge judge =
            new AlarmJudge(book, Clock.fixed(Instant.ofEpochMilli(TestingRules.START), ZoneOffset.UTC));
    private final Map<String, Alarm> alarms = new ConcurrentHashMap<>();
    private final Map<String, MemoryPage> pages = new ConcurrentHashMap<>();

    JudgeUnderLoadTest() {
        book.adopt(TestingRules.compiled(TestingRules.shipped("prod-a.alarm.drl.csv")));
    }

    private void store(Judgement judgement) {
        judgement.alarms().forEach(alarm -> alarms.put(alarm.id(), alarm));
        judgement.pages().forEach(page -> pages.put(page.id(), page));
        judgement.obsoletePages().forEach(pages::remove);
        judge.written(judgement);
    }

    private static List<Telemetry> batch(int partition, int number) {
        List<Telemetry> batch = new ArrayList<>();
        for (int d = 0; d < DEVICES; d++) {
            long offset = (long) number * DEVICES + d + 1;
            long time = TestingRules.START + number * 1000L;
            String device = "p" + partition + "-d" + d;
            batch.add(TestingRules.reading(partition, offset, device, time, time, "tempC", d == 0 ? 90L : 60L));
        }
        return batch;
    }

    @Test
    void partitionsClockAndOperatorsWorkAtTheSameTime() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> partitions = new ArrayList<>();
            for (int p = 0; p < PARTITIONS; p++) {
                int partition = p;
                partitions.add(threads.submit(() -> {
                    for (int number = 0; number < 300; number++) {
                        store(judge.judge(batch(partition, number)));
                    }
                }));
            }
            Future<?> clock = threads.submit(() -> {
                while (!done.get()) {
                    store(judge.tick(Instant.ofEpochMilli(TestingRules.START)));
                    judge.openAlarms()
                            .forEach(alarm ->
                                    store(judge.apply(List.of(TestingRules.acknowledge(alarm, "kim", Instant.EPOCH)))
                                            .judgement()));
                }
            });
            for (Future<?> partition : partitions) {
                partition.get();
            }
            done.set(true);
            clock.get();
        } finally {
            threads.shutdownNow();
        }
        store(judge.tick(Instant.ofEpochMilli(TestingRules.START + 400_000)));
        assertThat(alarms.values()).hasSize(PARTITIONS).allSatisfy(alarm -> {
            assertThat(alarm.state()).isEqualTo(AlarmState.ACTIVE);
            assertThat(alarm.count()).isEqualTo(300);
            assertThat(alarm.acknowledged()).isTrue();
        });
    }

    @Test
    void theMemoryStaysSmallAndAStrangerCanGoOnWithIt() {
        for (int number = 0; number < 1200; number++) {
            store(judge.judge(batch(0, number)));
            store(judge.tick(Instant.ofEpochMilli(TestingRules.START + number * 1000L)));
            assertThat(pages.size()).isLessThan(600);
        }
        AlarmJudge stranger = new AlarmJudge(book, Clock.systemUTC());
        stranger.restore(all -> true, alarms.values(), pages.values());
        assertThat(stranger.openAlarms()).isEqualTo(judge.openAlarms()).hasSize(1);
        assertThat(stranger.judge(batch(0, 1199)).isEmpty()).as("judged before").isTrue();
        assertThat(stranger.judge(batch(0, 1206)).alarms())
                .singleElement()
                .extracting(Alarm::count)
                .isEqualTo(1201L);
    }
}
