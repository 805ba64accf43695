package hub;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import hub.check.DeclaredBeans;
import hub.command.CheckCommand;
import hub.command.TryCommand;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The commands that need no server; {@code ./hub} starts them. */
@Command(
        name = "hub",
        description = "Check the hub's files, or try a product on one payload.",
        subcommands = HelpCommand.class)
public final class HubCommand implements Runnable {

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private HubCommand() {}

    /** Runs one command and exits with 0 (done), 1 (problems found) or 2 (wrong call). */
    public static void main(String[] arguments) {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new HubCommand())
                .addSubcommand(new CheckCommand(DeclaredBeans::ofTheHub))
                .addSubcommand(new TryCommand());
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name a command: check or try");
    }
}
