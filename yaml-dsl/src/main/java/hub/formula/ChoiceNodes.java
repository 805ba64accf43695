package hub.formula;

import java.util.List;
import java.util.function.Function;

/** Compiled {@code if} and {@code coalesce}, which yield whatever their branches yield. */
final class ChoiceNodes {
    private ChoiceNodes() {}

    static Node choose(Node condition, Node yes, Node no) {
        Kind kind = yes.kind() == no.kind() ? yes.kind() : Kind.ANY;
        return new Node() {
            @Override
            Kind kind() {
                return kind;
            }

            @Override
            double number(Function<String, Object> values) {
                int truth = condition.truth(values);
                return truth == UNKNOWN ? Double.NaN : (truth == TRUE ? yes : no).number(values);
            }

            @Override
            int truth(Function<String, Object> values) {
                int truth = condition.truth(values);
                return truth == UNKNOWN ? UNKNOWN : (truth == TRUE ? yes : no).truth(values);
            }

            @Override
            Object value(Function<String, Object> values) {
                int truth = condition.truth(values);
                return truth == UNKNOWN ? null : (truth == TRUE ? yes : no).value(values);
            }
        };
    }

    static Node firstDefined(List<Node> arguments) {
        Node[] nodes = arguments.toArray(Node[]::new);
        return new Node.OfValue() {
            @Override
            Object value(Function<String, Object> values) {
                for (Node node : nodes) {
                    Object value = node.value(values);
                    if (value != null) {
                        return value;
                    }
                }
                return null;
            }
        };
    }
}
