package hub.bench;

import picocli.CommandLine;

/** Runs a command line so that a failure is one line for people, not a stack trace; {@code -Dhub.trace} shows that too. */
final class CommandLines {
    private CommandLines() {}

    /** The exit code: the command's own, 1 for a failure, 2 for wrong use. */
    static int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setExecutionExceptionHandler(CommandLines::tell)
                .execute(arguments);
    }

    private static int tell(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + describe(failure));
        if (System.getProperty("hub.trace") != null) {
            failure.printStackTrace(command.getErr());
        }
        return 1;
    }

    private static String describe(Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        Throwable cause = failure.getCause();
        return cause == null || message.contains(String.valueOf(cause.getMessage()))
                ? message
                : message + " (" + describe(cause) + ")";
    }
}
