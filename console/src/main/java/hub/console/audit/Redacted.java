package hub.console.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.regex.Pattern;

/** JSON without secrets, and short enough to be kept. */
public final class Redacted {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 16_384;
    private static final Pattern SECRET = Pattern.compile(
            ".*(password|passwd|secret|token|credential|authorization|privatekey).*|.*key|current|.*hash|pin");

    private Redacted() {}

    /** A thing as text, its secrets replaced by {@code ***}; empty for nothing. */
    public static String json(Object thing) {
        if (thing == null || "".equals(thing)) {
            return "";
        }
        try {
            String text = JSON.writeValueAsString(withoutSecrets(JSON.valueToTree(thing)));
            return text.length() <= LONGEST ? text : cut(text);
        } catch (JsonProcessingException | IllegalArgumentException unwritable) {
            return "";
        }
    }

    private static String cut(String text) throws JsonProcessingException {
        ObjectNode cut = JsonNodeFactory.instance.objectNode();
        cut.put("length", text.length());
        cut.put("begin", text.substring(0, LONGEST / 2));
        return JSON.writeValueAsString(cut);
    }

    private static JsonNode withoutSecrets(JsonNode node) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(entry -> copy.set(
                            entry.getKey(),
                            isSecret(entry.getKey(), entry.getValue())
                                    ? JsonNodeFactory.instance.textNode("***")
                                    : withoutSecrets(entry.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> copy.add(withoutSecrets(each)));
            return copy;
        }
        return node;
    }

    private static boolean isSecret(String name, JsonNode value) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
        return value.isValueNode()
                && !value.isBoolean()
                && SECRET.matcher(plain).matches();
    }
}
