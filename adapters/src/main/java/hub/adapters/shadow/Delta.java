package hub.adapters.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What is desired and not reported.
 *
 * @param state every differing desired leaf with its path from the root; arrays are copied whole
 * @param metadata when each of them was desired
 */
record Delta(ObjectNode state, ObjectNode metadata) {

    static Delta between(ObjectNode desired, ObjectNode metadata, ObjectNode reported) {
        Delta delta = new Delta(Json.object(), Json.object());
        for (Map.Entry<String, JsonNode> entry : desired.properties()) {
            delta.compare(
                    entry.getKey(), entry.getValue(), metadata.path(entry.getKey()), reported.get(entry.getKey()));
        }
        return delta;
    }

    boolean isEmpty() {
        return state.isEmpty();
    }

    private void compare(String key, JsonNode wanted, JsonNode stamp, JsonNode present) {
        if (present == null) {
            put(key, wanted, stamp);
        } else if (wanted instanceof ObjectNode wantedObject && present instanceof ObjectNode presentObject) {
            Delta nested =
                    between(wantedObject, stamp instanceof ObjectNode object ? object : Json.object(), presentObject);
            if (!nested.isEmpty()) {
                put(key, nested.state, nested.metadata);
            }
        } else if (!Json.same(wanted, present)) {
            put(key, wanted, stamp);
        }
    }

    private void put(String key, JsonNode wanted, JsonNode stamp) {
        state.set(key, wanted);
        if (!stamp.isMissingNode()) {
            metadata.set(key, stamp);
        }
    }
}
