package hub.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML text as a JSON tree that knows its lines; scalars follow the YAML 1.2 core schema, so that {@code on} and
 * {@code 12:30} stay texts.
 */
final class YamlText {

    private static final int MOST_NODES = 20_000;
    private static final int DEEPEST = 60;
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,40}");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]{1,16}");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(\\.[0-9]{1,40}|[0-9]{1,40}(\\.[0-9]{0,40})?)([eE][-+]?[0-9]{1,3})?");
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private final Problems problems;
    private final Map<String, Integer> lines = new HashMap<>();
    private int nodes;

    private YamlText(Problems problems) {
        this.problems = problems;
    }

    /** Reads a text; a tree that is absent when the text is no YAML, the reason being among the problems. */
    static SpecNode read(String text, Problems problems) {
        YamlText reading = new YamlText(problems);
        JsonNode tree = MissingNode.getInstance();
        try {
            Node root = new Yaml(new SafeConstructor(options())).compose(new StringReader(text));
            if (root == null) {
                problems.add(0, "", "the file is empty; copy another of its kind to begin with");
            } else {
                tree = reading.convert(root, "", 0);
            }
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 0
                    : broken.getProblemMark().getLine() + 1;
            problems.add(line, "", "not valid YAML: " + broken.getProblem() + "; check indentation, quotes and colons");
        } catch (YAMLException | IllegalArgumentException broken) {
            // SnakeYAML 2 has no exception of its own for a broken tag.
            problems.add(0, "", "not valid YAML: " + broken.getMessage());
        } catch (TooMuch tooMuch) {
            problems.add(0, "", tooMuch.getMessage());
        }
        return new SpecNode(tree, "", reading.lines, problems);
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(50);
        options.setCodePointLimit(1_000_000);
        return options;
    }

    private JsonNode convert(Node node, String path, int depth) {
        if (++nodes > MOST_NODES || depth > DEEPEST) {
            throw new TooMuch(
                    "the file is too large or too deep, perhaps by aliases; write it out or split the product");
        }
        lines.put(path, node.getStartMark().getLine() + 1);
        if (node instanceof MappingNode mapping) {
            return convertMapping(mapping, path, depth);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = NODES.arrayNode();
            int index = 0;
            for (Node item : sequence.getValue()) {
                array.add(convert(item, path + "[" + index++ + "]", depth + 1));
            }
            return array;
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.isPlain() ? plain(scalar.getValue()) : NODES.textNode(scalar.getValue());
    }

    private ObjectNode convertMapping(MappingNode mapping, String path, int depth) {
        ObjectNode object = NODES.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            int line = entry.getKeyNode().getStartMark().getLine() + 1;
            if (!(entry.getKeyNode() instanceof ScalarNode key)
                    || key.getValue().isEmpty()) {
                problems.add(line, path, "a key must be a word or a number, not nothing or a list");
                continue;
            }
            String name = key.getValue();
            String inner = path.isEmpty() ? name : path + "." + name;
            if (object.has(name)) {
                problems.add(line, inner, "'" + name + "' is written twice; keep one of them");
            }
            object.set(name, convert(entry.getValueNode(), inner, depth + 1));
            lines.put(inner, line);
        }
        return object;
    }

    private static JsonNode plain(String text) {
        if (HEXADECIMAL.matcher(text).matches()) {
            return whole(new BigInteger(text.substring(2), 16));
        }
        if (INTEGER.matcher(text).matches()) {
            return whole(new BigInteger(text.startsWith("+") ? text.substring(1) : text));
        }
        if (DECIMAL.matcher(text).matches()) {
            return NODES.numberNode(new BigDecimal(text));
        }
        return switch (text) {
            case "true", "True", "TRUE" -> NODES.booleanNode(true);
            case "false", "False", "FALSE" -> NODES.booleanNode(false);
            case "", "~", "null", "Null", "NULL" -> NODES.nullNode();
            default -> NODES.textNode(text);
        };
    }

    private static JsonNode whole(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return NODES.numberNode(number.intValue());
        }
        return number.bitLength() < Long.SIZE ? NODES.numberNode(number.longValue()) : NODES.numberNode(number);
    }

    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuch(String message) {
            super(message, null, false, false);
        }
    }
}
