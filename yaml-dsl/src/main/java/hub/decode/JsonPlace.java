package hub.decode;

import com.fasterxml.jackson.databind.JsonNode;
import hub.product.JsonPath;
import java.util.ArrayList;
import java.util.List;

/** Follows paths through JSON. */
final class JsonPlace {

    private JsonPlace() {}

    /** The one place a path leads to, or null when there is nothing or null. */
    static JsonNode find(JsonPath path, JsonNode root, JsonNode record) {
        JsonNode node = path.fromRoot() ? root : record;
        List<Object> steps = path.steps();
        for (int at = 0; at < steps.size() && node != null; at++) {
            Object step = steps.get(at);
            node = step instanceof String name
                    ? node.get(name)
                    : step instanceof Integer index ? node.get(index) : null;
        }
        return node == null || node.isNull() ? null : node;
    }

    /** All places a path leads to. */
    static List<JsonNode> findAll(JsonPath path, JsonNode root) {
        List<JsonNode> places = List.of(root);
        for (Object step : path.steps()) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode place : places) {
                if (step == JsonPath.ALL) {
                    place.forEach(next::add);
                } else {
                    JsonNode child = step instanceof String name ? place.get(name) : place.get((Integer) step);
                    if (child != null) {
                        next.add(child);
                    }
                }
            }
            places = next;
        }
        return places;
    }

    /** A JSON value as Java knows it: Long, Double, Boolean, String, a List of these, or the node when it is an object. */
    static Object value(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : (Object) node.doubleValue();
        }
        if (node.isNumber()) {
            return hub.contract.LogicalType.number(node.doubleValue());
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isArray()) {
            List<Object> values = new ArrayList<>(node.size());
            for (JsonNode item : node) {
                Object value = item.isNull() || item.isArray() ? null : value(item);
                boolean infinite = value instanceof Double number && !Double.isFinite(number);
                if (value == null || infinite || value instanceof JsonNode) {
                    return node;
                }
                values.add(value);
            }
            return List.copyOf(values);
        }
        return node;
    }
}
