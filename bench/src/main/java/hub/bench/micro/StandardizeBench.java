package hub.bench.micro;

import hub.decode.StandardizedBatch;
import hub.decode.Standardizer;
import hub.message.RawFrame;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From bytes to checked standard telemetry, per reading, in batches of a thousand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StandardizeBench {
    /** Format of the payloads; hex stands for the sample product's tags. */
    @Param({"hex", "json", "csv"})
    public String format;

    private Standardizer standardizer;
    private List<RawFrame> frames;

    /** Reads the shipped product and makes the frames. */
    @Setup
    public void prepare() {
        SampleFrames sample = new SampleFrames();
        frames = sample.of(format);
        standardizer = SampleStandardizer.of(SampleStandardizer.home(), sample.fleet());
        SampleStandardizer.checked(standardizer, frames);
    }

    /** One thousand readings. */
    @Benchmark
    @OperationsPerInvocation(SampleFrames.READINGS)
    public StandardizedBatch standardize() {
        return standardizer.standardize(frames);
    }
}
