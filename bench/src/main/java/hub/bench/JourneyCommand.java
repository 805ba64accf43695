package hub.bench;

import hub.bench.journey.Comparison;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run.sh journey}: the hub beside a bare pipeline and Node-RED, same frames, same store, same run. */
@Command(
        name = "journey",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Compares programs on the way from TCP frame to stored document, round after round.")
final class JourneyCommand implements Callable<Integer> {
    @Option(
            names = "--only",
            split = ",",
            defaultValue = "bare,bare-ack,hub,node-red,node-red-function",
            description = "programs to compare")
    private List<String> only;

    @Option(names = "--rounds", defaultValue = "3", description = "how often each program has its turn")
    private int rounds;

    @Option(names = "--scale", defaultValue = "1", description = "multiplies all counts of readings")
    private double scale;

    @Option(
            names = "--warm-up-seconds",
            defaultValue = "90",
            description = "length of the warm-up at the fixed rate of each program, 0 = a short one at full speed only")
    private int warmUpSeconds;

    @Option(names = "--latency-seconds", defaultValue = "15", description = "length of the latency journey, 0 = none")
    private int latencySeconds;

    @Option(names = "--devices", defaultValue = "1000", description = "simulated devices")
    private int devices;

    @Option(names = "--connections", defaultValue = "8", description = "TCP connections")
    private int connections;

    @Mixin
    private ProjectFolder home;

    @Option(names = "--result", defaultValue = "bench/target/journey.md", description = "file for the tables")
    private Path result;

    @Override
    public Integer call() throws Exception {
        Comparison comparison = new Comparison(
                home.path(), new Comparison.Size(rounds, scale, warmUpSeconds, latencySeconds, devices, connections));
        return comparison.run(only, result) ? 0 : 1;
    }
}
