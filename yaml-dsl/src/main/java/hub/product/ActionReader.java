package hub.product;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.formula.Formula;
import hub.message.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code actions}, the catalogue of what the hub may do to a device of the product. */
final class ActionReader {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LATEST = "latest";

    private final ConversionReader conversions;

    ActionReader(ConversionReader conversions) {
        this.conversions = conversions;
    }

    List<ProductAction> read(SpecNode file) {
        List<ProductAction> actions = new ArrayList<>();
        file.get("actions")
                .entries()
                .forEach((id, node) ->
                        condition(node.get("verify")).ifPresent(condition -> actions.add(action(id, node, condition))));
        return List.copyOf(actions);
    }

    private Optional<Formula> condition(SpecNode verify) {
        SpecNode node = verify.get("condition");
        Optional<Formula> formula = conversions.formula(node);
        if (formula.isPresent() && !formula.get().isCondition()) {
            node.problem("must be true or false; compare something, such as metrics.tempC < 75");
            return Optional.empty();
        }
        if (formula.isPresent() && formula.get().variables().isEmpty()) {
            node.problem("names no metric, so readings cannot prove it; write something such as metrics.tempC < 75");
        }
        return formula;
    }

    private static ProductAction action(String id, SpecNode node, Formula condition) {
        Command.Kind kind = node.get("kind").oneOf(Command.Kind.class, Command.Kind.COMMAND);
        SpecNode verify = node.get("verify");
        Duration window = verify.get("window").duration(Duration.ofMinutes(2));
        Duration settle = verify.get("settle").duration(Duration.ZERO);
        if (settle.compareTo(window) >= 0) {
            verify.get("settle").problem("must be shorter than the window, or no reading can ever count");
        }
        if (kind == Command.Kind.SHADOW && !node.get("parameters").isObject()) {
            node.problem("a shadow action needs 'parameters': the desired state that it asks for");
        }
        return new ProductAction(
                id,
                node.get("description").text(""),
                kind,
                node.get("name").text(usualName(kind, id)),
                parameters(node.get("parameters")),
                node.get("timeout").duration(Duration.ofSeconds(30)),
                node.get("retries").integer(1),
                condition,
                window,
                settle,
                node.get("attempts").integer(1),
                node.get("cooldown").duration(Duration.ofMinutes(10)),
                node.get("risk").oneOf(ProductAction.Risk.class, ProductAction.Risk.LOW),
                node.get("approval").flag(false),
                node.get("resource").text(id));
    }

    private static String usualName(Command.Kind kind, String id) {
        return switch (kind) {
            case COMMAND -> id;
            case SHADOW -> "";
            case JOB -> LATEST;
        };
    }

    private static Map<String, Object> parameters(SpecNode node) {
        return node.isObject() ? JSON.convertValue(node.json(), MAP) : Map.of();
    }
}
