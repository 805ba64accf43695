package hub.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules that apply to one product, laid out so that a reading finds what concerns it without searching. */
final class ProductRules {
    private final List<Slot> slots = new ArrayList<>();
    private final Map<String, RuleRow> rows = new LinkedHashMap<>();
    private final Map<String, List<RuleRow>> alarms = new HashMap<>();

    /**
     * One metric that some rule mentions.
     *
     * @param tables the numbers of the tables that want its facts
     */
    record Slot(String metric, boolean slope, int[] tables) {}

    ProductRules(String product, List<CompiledTable> selected, List<CompiledTable> all) {
        Map<String, Boolean> slopes = new LinkedHashMap<>();
        for (CompiledTable table : selected) {
            for (RuleRow row : table.rows()) {
                if (row.appliesTo(product)) {
                    rows.put(row.name(), row);
                    alarms.computeIfAbsent(row.alarm(), name -> new ArrayList<>(2))
                            .add(row);
                    row.needs()
                            .forEach(metric -> slopes.merge(metric, row.memory().slope(), Boolean::logicalOr));
                }
            }
        }
        slopes.forEach((metric, slope) -> slots.add(new Slot(
                metric,
                slope,
                selected.stream()
                        .filter(table -> table.metrics().contains(metric))
                        .mapToInt(all::indexOf)
                        .toArray())));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    List<Slot> slots() {
        return slots;
    }

    /** The row of that name, null when there is none. */
    RuleRow row(String name) {
        return rows.get(name);
    }

    Set<String> alarms() {
        return alarms.keySet();
    }

    boolean knowsAlarm(String rule) {
        return alarms.containsKey(rule);
    }

    /** The rows that feed one alarm. */
    List<RuleRow> rowsOf(String alarm) {
        return alarms.getOrDefault(alarm, List.of());
    }
}
