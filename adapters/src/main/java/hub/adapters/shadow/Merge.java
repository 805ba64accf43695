package hub.adapters.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Brings a patch into a state and stamps what the patch names; objects merge, everything else replaces, null removes. */
final class Merge {

    private final long second;

    /** @param second the time of the change, epoch seconds */
    Merge(long second) {
        this.second = second;
    }

    /** Changes both trees; the second mirrors the first with a timestamp at each leaf. */
    void into(ObjectNode state, ObjectNode metadata, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isNull()) {
                state.remove(key);
                metadata.remove(key);
            } else if (value instanceof ObjectNode nested) {
                boolean known = state.get(key) instanceof ObjectNode;
                into(inner(state, key, known), inner(metadata, key, known), nested);
            } else {
                state.set(key, value.deepCopy());
                metadata.set(key, stamped(value));
            }
        }
    }

    /** The metadata of what a patch sets. */
    ObjectNode stamps(ObjectNode patch) {
        ObjectNode metadata = Json.object();
        into(Json.object(), metadata, patch);
        return metadata;
    }

    private static ObjectNode inner(ObjectNode parent, String key, boolean keep) {
        return keep && parent.get(key) instanceof ObjectNode present ? present : parent.putObject(key);
    }

    private JsonNode stamped(JsonNode value) {
        if (value instanceof ArrayNode array) {
            ArrayNode stamps = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(each -> stamps.add(stamped(each)));
            return stamps;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode stamps = Json.object();
            object.properties().forEach(each -> stamps.set(each.getKey(), stamped(each.getValue())));
            return stamps;
        }
        return Json.object().put("timestamp", second);
    }
}
