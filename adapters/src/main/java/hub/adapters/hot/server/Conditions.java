package hub.adapters.hot.server;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The part of a query that an ordered index can use; the matcher looks at the whole query afterwards, so leaving something out is never wrong. */
final class Conditions {

    /** The bounds of one field; an absent bound is null. */
    static final class Range {
        Object low;
        Object high;
    }

    private final Map<String, Object> equal = new HashMap<>();
    private final Map<String, Range> ranges = new HashMap<>();

    Conditions(Document query) {
        read(query);
    }

    boolean isEqual(String field) {
        return equal.containsKey(field);
    }

    Object equalTo(String field) {
        return equal.get(field);
    }

    /** The bounds of a field, or null when there are none. */
    Range range(String field) {
        return ranges.get(field);
    }

    private void read(Document query) {
        query.forEach((field, value) -> {
            if (field.equals("$and") && value instanceof Collection<?> parts) {
                parts.forEach(part -> read((Document) part));
            } else if (!field.startsWith("$")) {
                readField(field, value);
            }
        });
    }

    private void readField(String field, Object value) {
        if (value instanceof Collection<?> || BsonRegularExpression.isRegularExpression(value)) {
            return;
        }
        boolean operators =
                value instanceof Document document && document.keySet().stream().anyMatch(name -> name.startsWith("$"));
        if (!operators) {
            equal.put(field, value);
            return;
        }
        ((Document) value).forEach((operator, operand) -> readOperator(field, operator, operand));
    }

    private void readOperator(String field, String operator, Object operand) {
        if (operand == null || operand instanceof Collection<?> || operand instanceof Document) {
            return;
        }
        switch (operator) {
            case "$eq" -> equal.put(field, operand);
            case "$gt", "$gte" -> ranges.computeIfAbsent(field, name -> new Range()).low = operand;
            case "$lt", "$lte" -> ranges.computeIfAbsent(field, name -> new Range()).high = operand;
            default -> {}
        }
    }
}
