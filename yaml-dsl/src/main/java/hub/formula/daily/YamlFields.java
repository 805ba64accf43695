package hub.formula.daily;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** The fields of a small YAML or JSON text with their lines; nothing is made of them but texts. */
final class YamlFields {
    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 6;

    private final String file;
    private final List<FormulaFault> faults;

    /** A value: a text, a {@code List<Field>} or a {@code Map<String, Field>}. */
    record Field(int line, Object value) {

        String text() {
            return value instanceof String text ? text : "";
        }

        @SuppressWarnings("unchecked")
        Map<String, Field> fields() {
            return value instanceof Map<?, ?> ? (Map<String, Field>) value : Map.of();
        }

        @SuppressWarnings("unchecked")
        List<Field> items() {
            return value instanceof List<?> ? (List<Field>) value : List.of();
        }
    }

    YamlFields(String file, List<FormulaFault> faults) {
        this.file = file;
        this.faults = faults;
    }

    /** The fields at the top; none when the text cannot be read, the reason being among the faults. */
    Map<String, Field> read(String text) {
        if (text.length() > LONGEST) {
            fault(0, "", "the text has " + text.length() + " characters, at most " + LONGEST + " are allowed");
            return Map.of();
        }
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (root instanceof MappingNode mapping) {
                return fields(mapping);
            }
            fault(root == null ? 0 : line(root), "", "fields are expected; begin with 'formulaId:'");
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 0
                    : broken.getProblemMark().getLine() + 1;
            fault(line, "", "not valid YAML: " + broken.getProblem() + "; check indentation, quotes and colons");
        } catch (YAMLException | IllegalArgumentException broken) {
            // SnakeYAML 2 has no exception of its own for a broken tag.
            fault(0, "", "not valid YAML: " + broken.getMessage());
        }
        return Map.of();
    }

    void fault(int line, String field, String message) {
        faults.add(new FormulaFault(file, line, field, message));
    }

    private Map<String, Field> fields(MappingNode mapping) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String name = entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
            if (fields.put(name, field(entry.getValueNode())) != null) {
                fault(line(entry.getKeyNode()), name, "is written twice; keep one");
            }
        }
        return fields;
    }

    private Field field(Node node) {
        if (node instanceof MappingNode mapping) {
            return new Field(line(node), fields(mapping));
        }
        if (node instanceof SequenceNode sequence) {
            List<Field> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(field(item)));
            return new Field(line(node), items);
        }
        return new Field(line(node), ((ScalarNode) node).getValue());
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
