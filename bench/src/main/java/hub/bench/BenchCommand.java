package hub.bench;

import picocli.CommandLine.Command;

/** {@code bench/run.sh}: everything that measures; each subcommand stops what it started. */
@Command(
        name = "bench/run.sh",
        mixinStandardHelpOptions = true,
        subcommands = {
            JourneyCommand.class,
            FaultsCommand.class,
            SoakCommand.class,
            ShadowCommand.class,
            ApiCommand.class,
            StepsCommand.class
        },
        description = "Measures the hub from outside, on 127.0.0.1 only.")
public final class BenchCommand {
    private BenchCommand() {}

    /** Runs a subcommand and ends the program with its exit code. */
    public static void main(String[] arguments) {
        System.exit(CommandLines.run(new BenchCommand(), arguments));
    }
}
