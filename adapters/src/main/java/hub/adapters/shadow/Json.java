package hub.adapters.shadow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;

/** Reads and writes shadow documents; numbers keep all their digits. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final TypeReference<Map<String, Object>> ANYTHING = new TypeReference<>() {};

    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    };

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A request's body as an object. */
    static ObjectNode request(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            if (MAPPER.readTree(text) instanceof ObjectNode object && isWritable(text, object)) {
                return object;
            }
            throw ShadowRefusal.bad("Invalid JSON");
        } catch (CharacterCodingException otherEncoding) {
            throw new ShadowRefusal(415, "Unsupported documented encoding; supported encoding is UTF-8");
        } catch (StreamConstraintsException tooDeep) {
            throw ShadowPatch.tooManyLevels();
        } catch (JsonProcessingException problem) {
            throw ShadowRefusal.bad("Invalid JSON");
        }
    }

    /** Half of a character, written as an escape, is JSON but no UTF-8. */
    private static boolean isWritable(String text, ObjectNode object) {
        return !text.contains("\\u") || StandardCharsets.UTF_8.newEncoder().canEncode(text(object));
    }

    /** A document this hub wrote. */
    static ObjectNode stored(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the hot store holds a shadow that this hub did not write", impossible);
        }
    }

    static ObjectNode of(Object value) {
        return MAPPER.valueToTree(value);
    }

    static Map<String, Object> map(ObjectNode node) {
        return MAPPER.convertValue(node, ANYTHING);
    }

    static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree can always be written as JSON", impossible);
        }
    }

    static byte[] bytes(JsonNode node) {
        return text(node).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether two values say the same; 1 and 1.0 do. */
    static boolean same(JsonNode one, JsonNode other) {
        return one.equals(BY_VALUE, other);
    }
}
