package hub.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML text as a tree that still knows the line of every value, because a problem without a line is a riddle.
 *
 * <p>Read with the YAML 1.2 parser that Camel itself uses, so both see the same tree.
 *
 * @param root the tree; missing for an empty text
 * @param lines line, from 1, by JSON pointer
 */
record YamlText(JsonNode root, Map<String, Integer> lines) {

    /** Thrown with the line, from 1, where the text stops being YAML. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
        private final int line;

        Malformed(int line, String message) {
            super(message);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    static YamlText read(String text) throws Malformed {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(true)
                .setAllowNonScalarKeys(true)
                .build();
        try {
            Reading reading = new Reading();
            Optional<Node> top = new Compose(settings).composeString(text);
            JsonNode root = top.isPresent() ? reading.tree(top.get(), "") : JsonNodeFactory.instance.missingNode();
            return new YamlText(root, reading.lines);
        } catch (MarkedYamlEngineException broken) {
            int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw new Malformed(line, "not valid YAML: " + broken.getProblem());
        } catch (YamlEngineException broken) {
            throw new Malformed(0, "not valid YAML: " + broken.getMessage());
        }
    }

    /** The line of the value at a JSON pointer, or of the nearest value around it; 1 when nothing is known. */
    int line(String pointer) {
        for (String at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
            if (at.isEmpty() || at.lastIndexOf('/') < 0) {
                return 1;
            }
        }
    }

    /** Visits every value of a tree, outer before inner, with its JSON pointer. */
    static void walk(JsonNode tree, String pointer, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(pointer, tree);
        tree.properties().forEach(field -> walk(field.getValue(), pointer + step(field.getKey()), visitor));
        for (int index = 0; tree.isArray() && index < tree.size(); index++) {
            walk(tree.get(index), pointer + "/" + index, visitor);
        }
    }

    /** A name as a step of a JSON pointer. */
    static String step(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static final class Reading {
        private final Map<String, Integer> lines = new HashMap<>();

        JsonNode tree(Node node, String pointer) throws Malformed {
            lines.putIfAbsent(pointer, line(node));
            if (node instanceof MappingNode mapping) {
                return object(mapping, pointer);
            }
            if (node instanceof SequenceNode sequence) {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                for (Node item : sequence.getValue()) {
                    array.add(tree(item, pointer + "/" + array.size()));
                }
                return array;
            }
            return scalar((ScalarNode) node);
        }

        private ObjectNode object(MappingNode mapping, String pointer) throws Malformed {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (NodeTuple tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                    throw new Malformed(line(tuple.getKeyNode()), "put a value that starts with { into quotes");
                }
                String key = scalar.getValue();
                if (object.has(key)) {
                    throw new Malformed(line(tuple.getKeyNode()), "'" + key + "' is written twice; keep one of them");
                }
                String at = pointer + step(key);
                lines.put(at, line(tuple.getKeyNode()));
                object.set(key, tree(tuple.getValueNode(), at));
            }
            return object;
        }

        private static JsonNode scalar(ScalarNode node) throws Malformed {
            String value = node.getValue();
            Tag tag = node.getTag();
            JsonNodeFactory factory = JsonNodeFactory.instance;
            try {
                if (tag.equals(Tag.INT)) {
                    return integer(value);
                }
                if (tag.equals(Tag.FLOAT)) {
                    return factory.numberNode(new BigDecimal(value));
                }
            } catch (NumberFormatException special) {
                return factory.textNode(value);
            }
            if (tag.equals(Tag.BOOL)) {
                return factory.booleanNode(Boolean.parseBoolean(value));
            }
            return tag.equals(Tag.NULL) ? factory.nullNode() : factory.textNode(value);
        }

        private static JsonNode integer(String value) {
            BigInteger number = new BigInteger(value);
            return number.bitLength() < 64
                    ? JsonNodeFactory.instance.numberNode(number.longValue())
                    : JsonNodeFactory.instance.numberNode(number);
        }

        private static int line(Node node) {
            return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        }
    }
}
