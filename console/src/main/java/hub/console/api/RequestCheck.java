package hub.console.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import hub.console.api.ApiOperation.ApiParameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares one request with its operation and collects everything that is wrong. */
final class RequestCheck {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final ApiOperation operation;
    private final List<FieldProblem> problems = new ArrayList<>();

    RequestCheck(ApiOperation operation) {
        this.operation = operation;
    }

    List<FieldProblem> problems() {
        return problems;
    }

    void path(Map<String, String> values) {
        values.forEach(
                (name, value) -> parameter(name, operation.pathParameters().get(name), value));
    }

    void query(Map<String, List<String>> values) {
        values.forEach((name, given) -> {
            ApiParameter parameter = operation.queryParameters().get(name);
            if (parameter == null) {
                add(
                        name,
                        "is not a parameter of this operation; it takes "
                                + operation.queryParameters().keySet());
            } else if (given.size() > 1) {
                add(name, "is given " + given.size() + " times; give it once");
            } else {
                parameter(name, parameter, given.get(0));
            }
        });
        operation.queryParameters().forEach((name, parameter) -> {
            if (parameter.required() && !values.containsKey(name)) {
                add(name, "is required");
            }
        });
    }

    void body(byte[] body) {
        if (body.length == 0) {
            if (operation.bodyRequired()) {
                add("body", "is required");
            }
            return;
        }
        Optional<JsonSchema> schema = operation.body();
        if (schema.isEmpty()) {
            add("body", "is not expected here");
            return;
        }
        try {
            JsonNode tree = JSON.readTree(body);
            if (hasNullCharacter(tree)) {
                add("body", "must not have the character U+0000 in it; no store keeps it");
            }
            validate("", schema.get(), tree);
        } catch (JsonProcessingException malformed) {
            add(
                    "body",
                    "is not JSON: line " + malformed.getLocation().getLineNr() + ", column "
                            + malformed.getLocation().getColumnNr() + ": " + malformed.getOriginalMessage());
        } catch (IOException unreadable) {
            add("body", "is not JSON in UTF-8: " + unreadable.getMessage());
        }
    }

    private void parameter(String name, ApiParameter parameter, String text) {
        Optional<JsonNode> value = typed(parameter.type(), text);
        if (text.chars().anyMatch(letter -> letter < ' ')) {
            add(name, "must not have control characters in it");
        } else if (value.isEmpty()) {
            add(name, "must be of type " + parameter.type() + ", got '" + text + "'");
        } else {
            validate(name, parameter.schema(), value.get());
        }
    }

    private static boolean hasNullCharacter(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().indexOf(0) >= 0;
        }
        for (JsonNode each : node) {
            if (hasNullCharacter(each)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<JsonNode> typed(String type, String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (type) {
            case "integer" ->
                text.matches("-?\\d{1,18}") ? Optional.of(nodes.numberNode(Long.parseLong(text))) : Optional.empty();
            case "boolean" ->
                text.matches("true|false") ? Optional.of(nodes.booleanNode(text.equals("true"))) : Optional.empty();
            default -> Optional.of(nodes.textNode(text));
        };
    }

    private void validate(String name, JsonSchema schema, JsonNode value) {
        for (ValidationMessage message : schema.validate(value)) {
            String location = message.getInstanceLocation().toString();
            String inner = location.replaceFirst("^\\$\\.?", "");
            String property = message.getProperty() == null ? "" : message.getProperty();
            String field = join(join(name, inner), property);
            String sentence = message.getMessage();
            String plain = sentence.startsWith(location + ": ") ? sentence.substring(location.length() + 2) : sentence;
            add(field.isEmpty() ? "body" : field, plain);
        }
    }

    private static String join(String left, String right) {
        return left.isEmpty() || right.isEmpty() ? left + right : left + "." + right;
    }

    private void add(String field, String message) {
        problems.add(new FieldProblem(field, message));
    }
}
