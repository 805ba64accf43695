package hub.adapters.command;

import hub.decode.CommandCheckup;
import hub.decode.CommandEncoder;
import hub.message.Command;
import hub.product.PresencePolicy;
import hub.product.ProductCatalog;
import hub.product.ProductCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells what is wrong with a command before it is sent, whichever door it takes. */
public final class CommandCheck {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:@-]{1,200}");
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_RETRIES = 20;

    private final ProductCatalog products;

    /** @param products whose files declare commands */
    public CommandCheck(ProductCatalog products) {
        this.products = products;
    }

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
        products.find(command.productId())
                .ifPresent(product ->
                        problems.addAll(CommandCheckup.problems(product, command.name(), command.parameters())));
        return problems;
    }

    /** The command with the defaults of the parameters it leaves out. */
    Command completed(Command command) {
        Map<String, Object> all = products.find(command.productId())
                .map(product -> CommandCheckup.completed(product, command.name(), command.parameters()))
                .orElse(command.parameters());
        return new Command(
                command.executionId(),
                command.deviceId(),
                command.productId(),
                command.kind(),
                command.name(),
                all,
                command.timeout(),
                command.retries(),
                command.requestedBy(),
                command.alarmId());
    }

    /** How long a device of the product usually needs for the command, if its file says so. */
    Optional<Duration> usualTimeout(String productId, String name) {
        return products.find(productId)
                .flatMap(product -> product.spec().command(name))
                .flatMap(ProductCommand::timeout);
    }

    /** How long a command waits for its device to be seen: its timeout, or longer for devices that sleep. */
    Duration patience(Command command) {
        return products.find(command.productId())
                .map(product -> product.spec().presence())
                .filter(PresencePolicy::sleepy)
                .map(PresencePolicy::queueFor)
                .filter(longer -> longer.compareTo(command.timeout()) > 0)
                .orElse(command.timeout());
    }

    /** The command's bytes over TCP. */
    byte[] bytes(Command command) {
        ProductCommand declared = products.find(command.productId())
                .flatMap(product -> product.spec().command(command.name()))
                .filter(found -> !found.downlink().isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("product " + command.productId()
                        + " declares no 'downlink' bytes for command '" + command.name() + "'"));
        return CommandEncoder.encode(declared, command.parameters(), CommandEncoder.number(command.executionId()));
    }
}
