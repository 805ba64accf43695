package hub.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.message.Alarm;
import hub.message.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFolderTest {
    private static final String NAME = "prod-a.alarm.drl.csv";

    @TempDir
    Path folder;

    private final RuleBook book = new RuleBook();

    private void write(String limit) throws IOException {
        String csv = TestingRules.csv(
                Map.of("Rule", "hot", "Metric", "tempC", "Above", limit, "Severity", "high", "Why", "limit " + limit));
        Files.writeString(folder.resolve(NAME), csv);
    }

    @Test
    void aTableEditedUnderLoadComesIntoForceAndNoReadingIsJudgedTwiceOrLost() throws IOException {
        write("80");
        try (RuleFolder rules = new RuleFolder(folder, book)) {
            assertThat(rules.load()).isEmpty();
            rules.start();
            AlarmJudge judge = new AlarmJudge(book, Clock.systemUTC());
            Map<String, Alarm> store = new HashMap<>();
            AtomicLong offset = new AtomicLong();
            flow(judge, store, offset);
            write("70");
            String before = book.tables().get(0).version();
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        flow(judge, store, offset);
                        return !book.tables().get(0).version().equals(before);
                    });
            flow(judge, store, offset);
            assertThat(store.values()).as("each hot device has one alarm").hasSize(10);
            assertThat(store.values().stream().mapToLong(Alarm::count).sum())
                    .as("75 degrees count only since the new limit")
                    .isLessThan(offset.get());
            long hottest = store.values().stream()
                    .filter(alarm -> alarm.deviceId().equals("d0"))
                    .findFirst()
                    .orElseThrow()
                    .count();
            assertThat(hottest)
                    .as("every reading of the hottest device counts once")
                    .isEqualTo(offset.get() / 10);
        }
    }

    /** A batch of ten devices: d0 is above both limits, the others only above the new one. */
    private static void flow(AlarmJudge judge, Map<String, Alarm> store, AtomicLong offset) {
        List<Telemetry> batch = new ArrayList<>();
        for (int d = 0; d < 10; d++) {
            long next = offset.incrementAndGet();
            long time = TestingRules.START + next * 10_000;
            batch.add(TestingRules.reading(0, next, "d" + d, time, time, "tempC", d == 0 ? 95L : 75L));
        }
        Judgement judgement = judge.judge(batch);
        judgement.alarms().forEach(alarm -> store.put(alarm.id(), alarm));
        judge.written(judgement);
    }

    @Test
    void keepsTheTableInForceWhileItsFileIsBadOrBrieflyGone() throws IOException {
        write("80");
        try (RuleFolder rules = new RuleFolder(folder, book)) {
            rules.load();
            String version = book.tables().get(0).version();
            rules.start();
            Files.writeString(folder.resolve(NAME), "RuleTable nonsense");
            await().atMost(Duration.ofSeconds(20)).until(() -> !book.problems().isEmpty());
            assertThat(book.tables().get(0).version()).isEqualTo(version);
            Files.delete(folder.resolve(NAME));
            write("80");
            await().atMost(Duration.ofSeconds(20)).until(() -> book.problems().isEmpty());
            assertThat(book.tables().get(0).version()).isEqualTo(version);
            Files.delete(folder.resolve(NAME));
            await().atMost(Duration.ofSeconds(20)).until(() -> book.tables().isEmpty());
        }
    }
}
