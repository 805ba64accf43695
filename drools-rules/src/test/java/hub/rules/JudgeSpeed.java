package hub.rules;

import com.sun.management.ThreadMXBean;
import hub.message.Telemetry;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Measures judging with the shipped tables on one thread: {@code java -cp ... hub.rules.JudgeSpeed [batch] [devices]}.
 *
 * <p>Four metrics a message, one message in a thousand above a limit.
 */
final class JudgeSpeed {
    private JudgeSpeed() {}

    public static void main(String[] arguments) {
        int batch = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int devices = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
        RuleBook book = new RuleBook();
        long compiling = System.nanoTime();
        List<RuleTableProblem> problems = book.replace(TestingRules.allShipped());
        System.out.printf("tables compiled in %.1f s %s%n", (System.nanoTime() - compiling) / 1e9, problems);
        AlarmJudge judge = new AlarmJudge(book, Clock.systemUTC());
        Random random = new Random(1);
        long offset = 0;
        for (int round = 0; round < 12; round++) {
            List<List<Telemetry>> batches = new ArrayList<>();
            int count = 300_000 / batch;
            for (int b = 0; b < count; b++) {
                List<Telemetry> one = new ArrayList<>();
                for (int i = 0; i < batch; i++) {
                    one.add(reading(++offset, devices, random));
                }
                batches.add(one);
            }
            measure(judge, batches, batch * count);
        }
    }

    private static Telemetry reading(long offset, int devices, Random random) {
        long time = TestingRules.START + offset * 5_000 / devices;
        double tempC = random.nextInt(1000) == 0 ? 84 : 60 + random.nextInt(10);
        return TestingRules.reading(
                0,
                offset,
                "sim-" + offset % devices,
                time,
                time + 10,
                "tempC",
                (long) tempC,
                "rpm",
                1000L + random.nextInt(50),
                "voltage",
                12 + random.nextInt(100) / 100.0,
                "vibration",
                random.nextInt(300) / 100.0);
    }

    private static void measure(AlarmJudge judge, List<List<Telemetry>> batches, int messages) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        long cpuBefore = threads.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        long alarms = 0;
        long pageBytes = 0;
        for (List<Telemetry> batch : batches) {
            Judgement judgement = judge.judge(batch);
            alarms += judgement.alarms().size();
            for (MemoryPage page : judgement.pages()) {
                pageBytes += page.content().length;
            }
            judge.written(judgement);
        }
        double wall = System.nanoTime() - begin;
        double cpu = threads.getCurrentThreadCpuTime() - cpuBefore;
        System.out.printf(
                "%.0f ns/message, %.0f ns CPU, %d B allocated, %d B remembered, %d alarm writes%n",
                wall / messages,
                cpu / messages,
                (threads.getCurrentThreadAllocatedBytes() - bytesBefore) / messages,
                pageBytes / messages,
                alarms);
    }
}
