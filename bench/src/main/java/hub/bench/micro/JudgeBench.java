package hub.bench.micro;

import hub.decode.Standardizer;
import hub.message.StreamPosition;
import hub.message.Telemetry;
import hub.rules.AlarmJudge;
import hub.rules.Judgement;
import hub.rules.RuleBook;
import hub.rules.RuleFolder;
import hub.rules.RuleTableProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Judging by the shipped tables, per reading, in batches of a thousand; the readings of each batch are new. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JudgeBench {
    private static final int PARTITIONS = 8;

    private AlarmJudge judge;
    private List<Telemetry> pattern;
    private List<Telemetry> batch;
    private long round;

    /** Compiles the shipped tables and standardizes the sample. */
    @Setup
    public void prepare() throws IOException {
        Path home = SampleStandardizer.home();
        RuleBook book = new RuleBook();
        List<RuleTableProblem> problems;
        try (RuleFolder folder = new RuleFolder(home.resolve("drools-rules/tables"), book)) {
            problems = folder.load();
        }
        if (!problems.isEmpty() || book.tables().isEmpty()) {
            throw new IllegalStateException("the shipped tables do not compile: " + problems);
        }
        judge = new AlarmJudge(book, Clock.systemUTC());
        SampleFrames sample = new SampleFrames();
        Standardizer standardizer = SampleStandardizer.of(home, sample.fleet());
        pattern = SampleStandardizer.checked(standardizer, sample.of("hex")).telemetry();
    }

    /** The next thousand readings, a second later and further down the stream. */
    @Setup(Level.Invocation)
    public void next() {
        round++;
        batch = new ArrayList<>(pattern.size());
        for (int i = 0; i < pattern.size(); i++) {
            Telemetry one = pattern.get(i);
            int partition = Math.floorMod(one.deviceId().hashCode(), PARTITIONS);
            batch.add(new Telemetry(
                    new StreamPosition(partition, String.valueOf(round * pattern.size() + i)),
                    0,
                    one.traceId(),
                    one.deviceId(),
                    one.deviceTimestamp() + round * 1000,
                    one.timestampSource(),
                    one.hubId(),
                    one.hubTimestamp(),
                    one.productId(),
                    one.specVersion(),
                    one.childDeviceId(),
                    one.metrics(),
                    one.ingestTimestamp() + round * 1000));
        }
    }

    /** One thousand readings judged, and the judgement taken over. */
    @Benchmark
    @OperationsPerInvocation(SampleFrames.READINGS)
    public Judgement judge() {
        Judgement judgement = judge.judge(batch);
        judge.written(judgement);
        return judgement;
    }
}
