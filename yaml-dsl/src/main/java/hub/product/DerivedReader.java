package hub.product;

import hub.formula.Formula;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code derived} and puts the metrics in an order in which each finds its inputs. */
final class DerivedReader {

    private final ConversionReader conversions;

    DerivedReader(ConversionReader conversions) {
        this.conversions = conversions;
    }

    List<DerivedMetric> read(SpecNode file) {
        Map<String, Formula> waiting = new LinkedHashMap<>();
        SpecNode derived = file.get("derived");
        derived.entries().forEach((name, node) -> {
            if (conversions.names().defines(name) && !file.get("metrics").has(name)) {
                node.problem("'" + name + "' is read from the message already; choose another name");
            }
            conversions.names().define(name, node);
            conversions.formula(node).ifPresent(formula -> waiting.put(name, formula));
        });
        List<DerivedMetric> ordered = new ArrayList<>();
        boolean found = true;
        while (found) {
            found = waiting.entrySet().removeIf(entry -> {
                boolean ready = entry.getValue().variables().stream().noneMatch(waiting::containsKey);
                return ready && ordered.add(new DerivedMetric(entry.getKey(), entry.getValue()));
            });
        }
        waiting.keySet()
                .forEach(name -> derived.get(name)
                        .problem("needs itself, directly or through " + waiting.keySet() + "; break the circle"));
        return List.copyOf(ordered);
    }
}
