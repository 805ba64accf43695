package hub.adapters.formula;

import hub.formula.daily.DailyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers what a formula would yield: the figures of all days, and the first of them one by one. */
final class TrialAnswer {
    private final int limit;
    private final List<Map<String, Object>> items = new ArrayList<>();
    private final Map<String, Long> reasons = new TreeMap<>();
    private long rows;
    private long values;
    private long changed;
    private double sum;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    TrialAnswer(int limit) {
        this.limit = limit;
    }

    /** @param before what the version in force yields, if there is one */
    void add(CustomerDay day, DailyValue value, Optional<DailyValue> before) {
        rows++;
        if (value.value().isPresent()) {
            double number = value.value().getAsDouble();
            values++;
            sum += number;
            least = Math.min(least, number);
            most = Math.max(most, number);
        } else {
            reasons.merge(value.reason(), 1L, Long::sum);
        }
        if (before.isPresent() && !before.get().value().equals(value.value())) {
            changed++;
        }
        if (items.size() < limit) {
            items.add(item(day, value, before));
        }
    }

    private static Map<String, Object> item(CustomerDay day, DailyValue value, Optional<DailyValue> before) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("customerId", day.customerId());
        item.put("day", day.day().toString());
        value.value().ifPresent(number -> item.put("value", number));
        FormulaShapes.putUnlessEmpty(item, "reason", value.reason());
        before.ifPresent(old -> old.value().ifPresent(number -> item.put("before", number)));
        item.put("inputs", value.inputs());
        return item;
    }

    /** Adds the gathered figures to an answer. */
    void addTo(Map<String, Object> answer) {
        answer.put("rows", rows);
        answer.put("values", values);
        if (values > 0) {
            answer.put("min", least);
            answer.put("mean", sum / values);
            answer.put("max", most);
        }
        answer.put("changed", changed);
        answer.put("reasons", reasons);
        answer.put("items", items);
    }
}
