package hub.bench;

import hub.bench.journey.Soak;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run.sh soak}: does memory stay flat? */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Runs the hub, everything embedded, for minutes at a steady rate and watches its memory.")
final class SoakCommand implements Callable<Integer> {
    @Option(names = "--rate", defaultValue = "5000", description = "readings per second")
    private double rate;

    @Option(names = "--minutes", defaultValue = "10", description = "how long")
    private int minutes;

    @Mixin
    private ProjectFolder home;

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("hub-soak-");
        System.out.println("state and logs in " + folder);
        return new Soak(home.path(), folder).run(rate, minutes) ? 0 : 1;
    }
}
