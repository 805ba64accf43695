package hub.formula;

import java.util.function.Function;

/** Compiled constants and variables. */
final class LeafNodes {
    private LeafNodes() {}

    static Node literal(Object value) {
        if (value instanceof Double number) {
            return new ConstantNumber(number);
        }
        if (value instanceof Boolean truth) {
            return new ConstantTruth(truth ? Node.TRUE : Node.FALSE);
        }
        return new ConstantText((String) value);
    }

    static Node variable(String name) {
        return new VariableNode(name);
    }

    private static final class ConstantNumber extends Node.OfNumber {
        private final double number;

        ConstantNumber(double number) {
            this.number = number;
        }

        @Override
        double number(Function<String, Object> values) {
            return number;
        }
    }

    private static final class ConstantTruth extends Node.OfTruth {
        private final int truth;

        ConstantTruth(int truth) {
            this.truth = truth;
        }

        @Override
        int truth(Function<String, Object> values) {
            return truth;
        }
    }

    private static final class ConstantText extends Node.OfValue {
        private final String text;

        ConstantText(String text) {
            this.text = text;
        }

        @Override
        Kind kind() {
            return Kind.TEXT;
        }

        @Override
        Object value(Function<String, Object> values) {
            return text;
        }
    }

    private static final class VariableNode extends Node.OfValue {
        private final String name;

        VariableNode(String name) {
            this.name = name;
        }

        @Override
        Object value(Function<String, Object> values) {
            return values.apply(name);
        }
    }
}
