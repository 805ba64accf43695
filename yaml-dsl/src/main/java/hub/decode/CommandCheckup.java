package hub.decode;

import hub.contract.ContractCheck;
import hub.contract.ContractViolation;
import hub.contract.MetricNames;
import hub.contract.MetricRule;
import hub.product.Product;
import hub.product.ProductCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what is wrong with an order by its product's file, whichever door it is to take. */
public final class CommandCheckup {

    private CommandCheckup() {}

    /**
     * All that is wrong, each line beginning with the field; a product without commands lets every order pass.
     *
     * @param name the command
     * @param parameters as the order gives them
     */
    public static List<String> problems(Product product, String name, Map<String, Object> parameters) {
        if (product.spec().commands().isEmpty()) {
            return List.of();
        }
        Optional<ProductCommand> command = product.spec().command(name);
        if (command.isEmpty()) {
            List<String> known =
                    product.spec().commands().stream().map(ProductCommand::id).toList();
            return List.of("command: product " + product.id() + " declares no command '" + name + "'; it declares "
                    + String.join(", ", known));
        }
        List<String> problems = violations(command.get(), parameters).stream()
                .map(violation -> "parameters." + violation.field() + ": "
                        + (violation.value() == null ? "" : violation.value() + " ") + violation.message())
                .toList();
        return problems.isEmpty() ? unwritable(command.get(), parameters) : problems;
    }

    /** The parameters with the defaults of those that the order leaves out. */
    public static Map<String, Object> completed(Product product, String name, Map<String, Object> parameters) {
        Map<String, Object> all = new LinkedHashMap<>();
        product.spec().command(name).ifPresent(command -> all.putAll(command.defaults()));
        all.putAll(parameters);
        return all;
    }

    private static List<ContractViolation> violations(ProductCommand command, Map<String, Object> given) {
        List<MetricRule> rules = command.parameters();
        MetricNames names =
                MetricNames.of(rules.stream().map(MetricRule::metric).toList());
        Object[] values = new Object[names.size()];
        List<ContractViolation> found = new ArrayList<>();
        Map<String, Object> all = new LinkedHashMap<>(command.defaults());
        all.putAll(given);
        all.forEach((name, value) -> {
            int slot = names.slot(name);
            if (slot < 0) {
                found.add(ContractViolation.of(
                        name,
                        "unknown",
                        null,
                        "is no parameter of '" + command.id() + "'; it takes "
                                + (rules.isEmpty() ? "none" : String.join(", ", rulesOf(rules)))));
            } else {
                values[slot] = value;
            }
        });
        new ContractCheck(rules, List.of(), names)
                .check(values, new int[names.size()], (mode, violation) -> found.add(violation));
        return found;
    }

    private static List<String> rulesOf(List<MetricRule> rules) {
        return rules.stream().map(MetricRule::metric).toList();
    }

    private static List<String> unwritable(ProductCommand command, Map<String, Object> parameters) {
        if (command.downlink().isEmpty()) {
            return List.of();
        }
        try {
            CommandEncoder.encode(command, parameters, 0);
            return List.of();
        } catch (IllegalArgumentException problem) {
            return List.of(problem.getMessage());
        }
    }
}
