package hub.adapters.command;

import hub.message.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Tells what is wrong with a command before it is sent, whichever door it takes. */
public final class CommandCheck {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:@-]{1,200}");
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_RETRIES = 20;

    /** All that is wrong, each line beginning with the field; empty when the command may be sent. */
    public List<String> problems(Command command) {
        List<String> problems = new ArrayList<>();
        if (!ID.matcher(command.executionId()).matches()) {
            problems.add("executionId: may have 1 to 200 letters, digits, '-', '_', '.', ':' or '@'");
        }
        if (command.name().isBlank()) {
            problems.add("command: is missing");
        }
        if (command.timeout().isNegative()
                || command.timeout().isZero()
                || command.timeout().compareTo(LONGEST) > 0) {
            problems.add("timeoutSeconds: must be more than 0 and at most " + LONGEST.toSeconds());
        }
        if (command.retries() < 0 || command.retries() > MOST_RETRIES) {
            problems.add("retries: must be 0 to " + MOST_RETRIES);
        }
        return problems;
    }

    /** How long a command waits for its device to be seen. */
    public Duration patience(Command command) {
        return command.timeout();
    }
}
