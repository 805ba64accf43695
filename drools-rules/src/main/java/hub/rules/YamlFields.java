package hub.rules;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The fields of one YAML rule with the lines they stand on. */
final class YamlFields {
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "ruleId",
            "productId",
            "type",
            "condition",
            "severity",
            "autoAction",
            "class",
            "forSeconds",
            "nOfM",
            "clearCondition",
            "minClearSeconds",
            "cooldownSeconds",
            "actionParameters",
            "sameAlarm",
            "since",
            "until",
            "why"));

    private final int line;
    private final Map<String, Node> fields = new LinkedHashMap<>();

    private YamlFields(MappingNode rule, TableProblems problems) {
        line = rule.getStartMark().getLine() + 1;
        for (NodeTuple tuple : rule.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            String place = "line " + (tuple.getKeyNode().getStartMark().getLine() + 1) + ", field " + key;
            if (!KNOWN.contains(key)) {
                problems.add(place, "the hub does not know this field; use one of " + String.join(", ", KNOWN));
            } else if (fields.put(key, tuple.getValueNode()) != null) {
                problems.add(place, "the field stands here twice; remove one");
            } else if (!key.equals("actionParameters") && !(tuple.getValueNode() instanceof ScalarNode)) {
                problems.add(place, "a single value is wanted here; write " + key + ": value");
            }
        }
    }

    /** Accepts one rule, a list of rules, {@code rules:} with a list, and several documents. */
    static List<YamlFields> read(RuleTable table, TableProblems problems) {
        List<YamlFields> rules = new ArrayList<>();
        try {
            Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            for (Node document : yaml.composeAll(new StringReader(SheetReader.text(table.content())))) {
                collect(document, rules, problems);
            }
        } catch (MarkedYAMLException problem) {
            Mark mark = problem.getProblemMark();
            problems.add(
                    mark == null ? "" : "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1),
                    "this is not YAML (" + problem.getProblem() + "); look at the indentation and quotes here");
        }
        return rules;
    }

    private static void collect(Node node, List<YamlFields> rules, TableProblems problems) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> collect(item, rules, problems));
        } else if (node instanceof MappingNode map) {
            NodeTuple first = map.getValue().isEmpty() ? null : map.getValue().get(0);
            boolean isList = first != null
                    && first.getKeyNode() instanceof ScalarNode key
                    && key.getValue().equals("rules");
            if (isList) {
                collect(first.getValueNode(), rules, problems);
            } else {
                rules.add(new YamlFields(map, problems));
            }
        } else {
            problems.add(
                    "line " + (node.getStartMark().getLine() + 1),
                    "a rule is wanted here; write fields such as ruleId: temp-high");
        }
    }

    int line() {
        return line;
    }

    String text(String field) {
        return fields.get(field) instanceof ScalarNode scalar
                ? scalar.getValue().strip()
                : "";
    }

    String place(String field) {
        Node node = fields.get(field);
        int at = node == null ? line : node.getStartMark().getLine() + 1;
        return "line " + at + ", field " + field;
    }

    Map<String, Object> map(String field) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (fields.get(field) instanceof MappingNode node) {
            for (NodeTuple tuple : node.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key && tuple.getValueNode() instanceof ScalarNode value) {
                    map.put(key.getValue(), plain(value));
                }
            }
        }
        return map;
    }

    private static Object plain(ScalarNode value) {
        return value.isPlain() ? PlainValue.of(value.getValue()) : value.getValue();
    }
}
