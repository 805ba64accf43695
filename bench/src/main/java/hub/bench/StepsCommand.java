package hub.bench;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run.sh steps}: JMH over single steps, short by default. */
@Command(
        name = "steps",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measures single steps with JMH: standardizing per format, formulas, judging.")
final class StepsCommand implements Callable<Integer> {
    @Option(names = "--only", defaultValue = "hub.bench.micro.*", description = "regular expression of bench names")
    private String only;

    @Option(names = "--forks", defaultValue = "1", description = "fresh programs per bench")
    private int forks;

    @Option(names = "--iterations", defaultValue = "5", description = "iterations, to warm up and to measure")
    private int iterations;

    @Option(names = "--seconds", defaultValue = "1", description = "length of an iteration")
    private int seconds;

    @Option(names = "--allocation", description = "also count bytes allocated")
    private boolean allocation;

    @Option(names = "--stacks", description = "also show where the time goes (JMH's stack profiler)")
    private boolean stacks;

    @Mixin
    private ProjectFolder home;

    @Option(names = "--result", defaultValue = "bench/target/steps.csv", description = "file for the figures")
    private Path result;

    @Override
    public Integer call() throws Exception {
        var options = new OptionsBuilder()
                .include(only)
                .forks(forks)
                .warmupIterations(iterations)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.seconds(seconds))
                .jvmArgsAppend("-Dhub.home=" + home.path().toAbsolutePath())
                .resultFormat(ResultFormatType.CSV)
                .result(result.toString());
        if (allocation) {
            options.addProfiler("gc");
        }
        if (stacks) {
            options.addProfiler("stack", "lines=12;top=15");
        }
        return new Runner(options.build()).run().isEmpty() ? 1 : 0;
    }
}
