package hub.adapters.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * One shadow at one moment; never changed, only replaced.
 *
 * @param version counts accepted updates and survives deletion; 0 before the first
 * @param exists whether there is a shadow, and not only the memory of its version
 * @param state {@code desired} and {@code reported}, each where present
 * @param metadata mirrors the state with a timestamp at each leaf
 */
record ShadowDocument(ShadowName name, long version, boolean exists, ObjectNode state, ObjectNode metadata) {

    private static final List<String> SECTIONS = List.of(ShadowPatch.DESIRED, ShadowPatch.REPORTED);

    static ShadowDocument none(ShadowName name) {
        return new ShadowDocument(name, 0, false, Json.object(), Json.object());
    }

    /**
     * The shadow after an update.
     *
     * @throws ShadowRefusal when the version is another, or the result too large; nothing has changed then
     */
    ShadowDocument updated(ShadowPatch patch, Instant now, int mostBytes) {
        if (patch.version().isPresent() && patch.version().getAsLong() != version) {
            throw new ShadowRefusal(409, "Version conflict");
        }
        ObjectNode newState = state.deepCopy();
        ObjectNode newMetadata = metadata.deepCopy();
        new Merge(now.getEpochSecond()).into(newState, newMetadata, patch.state());
        if (size(newState) > mostBytes) {
            throw ShadowRefusal.tooLarge();
        }
        return new ShadowDocument(name, version + 1, true, newState, newMetadata);
    }

    /** The memory that stays of a deleted shadow. */
    ShadowDocument deleted() {
        if (!exists) {
            throw ShadowRefusal.missing(name);
        }
        return new ShadowDocument(name, version, false, Json.object(), Json.object());
    }

    Delta delta() {
        return Delta.between(
                section(state, ShadowPatch.DESIRED),
                section(metadata, ShadowPatch.DESIRED),
                section(state, ShadowPatch.REPORTED));
    }

    /** Whether the device reports all that a desired patch asks for; what the patch removes must not be desired any more. */
    boolean reports(ObjectNode desiredPatch) {
        ObjectNode wanted = Json.object();
        new Merge(0).into(wanted, Json.object(), desiredPatch);
        return exists
                && Delta.between(wanted, Json.object(), section(state, ShadowPatch.REPORTED))
                        .isEmpty();
    }

    private static ObjectNode section(ObjectNode tree, String section) {
        return tree.get(section) instanceof ObjectNode object ? object : Json.object();
    }

    private static int size(ObjectNode state) {
        return SECTIONS.stream()
                .map(state::get)
                .filter(ObjectNode.class::isInstance)
                .map(JsonNode.class::cast)
                .mapToInt(section -> ShadowName.bytes(Json.text(section)))
                .sum();
    }
}
