package hub.product;

import hub.formula.Formula;
import hub.formula.FormulaProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what all kinds of field share: formulas, and what becomes of a raw value. */
final class ConversionReader {

    private final Map<String, SpecNode> enums;
    private final NameScope names;

    ConversionReader(SpecNode file, NameScope names) {
        this.enums = file.get("enums").entries();
        this.names = names;
    }

    NameScope names() {
        return names;
    }

    Conversion read(SpecNode field) {
        BigDecimal scale = field.get("scale").decimal(BigDecimal.ONE);
        BigDecimal offset = field.get("offset").decimal(BigDecimal.ZERO);
        if (scale.signum() == 0) {
            field.get("scale").problem("a scale of 0 makes every value equal; use 'value' for a constant");
        }
        if (field.has("enum") && (field.has("scale") || field.has("offset") || field.has("curve"))) {
            field.get("enum")
                    .problem("names and numbers cannot both come out of one field; drop 'enum' or the scaling");
        }
        return new Conversion(
                scale,
                offset,
                curve(field.get("curve")),
                enumeration(field.get("enum")),
                formula(field.get("expr"), List.of("value", "raw")));
    }

    private static List<Conversion.Point> curve(SpecNode node) {
        List<Conversion.Point> points = new ArrayList<>();
        for (SpecNode point : node.items()) {
            List<SpecNode> pair = point.items();
            if (pair.size() == 2) {
                points.add(new Conversion.Point(
                        pair.get(0).decimal(BigDecimal.ZERO).doubleValue(),
                        pair.get(1).decimal(BigDecimal.ZERO).doubleValue()));
            }
        }
        points.sort(Comparator.comparingDouble(Conversion.Point::raw));
        for (int index = 1; index < points.size(); index++) {
            if (points.get(index).raw() == points.get(index - 1).raw()) {
                node.problem(
                        "two points have the raw value " + points.get(index).raw() + "; keep one");
            }
        }
        return List.copyOf(points);
    }

    private Map<String, Object> enumeration(SpecNode node) {
        SpecNode map = node;
        if (node.isPresent() && !node.isObject()) {
            String name = node.text("");
            map = enums.get(name);
            if (map == null) {
                node.problem("there is no '" + name + "' under 'enums'; "
                        + (enums.isEmpty() ? "add it" : Spelling.advice(name, enums.keySet())));
                return Map.of();
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        map.entries().forEach((key, value) -> value.scalar().ifPresent(meant -> values.put(plainKey(key), meant)));
        return values;
    }

    /** {@code 0x0A} as {@code 10}, so that a key can be written either way. */
    static String plainKey(String key) {
        if (key.matches("0x[0-9a-fA-F]{1,15}")) {
            return String.valueOf(Long.parseLong(key.substring(2), 16));
        }
        return key;
    }

    /** The formula written here, with every name it uses known; empty when absent or not usable. */
    Optional<Formula> formula(SpecNode node, List<String> furtherNames) {
        if (!node.isPresent()) {
            return Optional.empty();
        }
        try {
            Formula formula = Formula.compile(node.text(""));
            for (String name : formula.variables()) {
                if (!furtherNames.contains(name)) {
                    names.use(name, node);
                }
            }
            return Optional.of(formula);
        } catch (FormulaProblem problem) {
            node.problem("the expression cannot be used " + problem.getMessage());
            return Optional.empty();
        }
    }

    Optional<Formula> formula(SpecNode node) {
        return formula(node, List.of());
    }
}
