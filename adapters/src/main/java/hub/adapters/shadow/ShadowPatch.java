package hub.adapters.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An update request that has been found well-formed.
 *
 * @param state sections to merge; a null section is removed
 * @param version the version the sender believes to change, or empty: any
 */
record ShadowPatch(ObjectNode state, OptionalLong version) {

    static final String DESIRED = "desired";
    static final String REPORTED = "reported";
    private static final Set<String> SECTIONS = Set.of(DESIRED, REPORTED);

    static ShadowPatch read(ObjectNode body, int mostLevels) {
        OptionalLong version = version(body.get("version"));
        JsonNode state = body.get("state");
        if (state == null) {
            throw ShadowRefusal.bad("Missing required node: state");
        }
        if (state.isNull()) {
            return new ShadowPatch(Json.object().putNull(DESIRED).putNull(REPORTED), version);
        }
        if (!(state instanceof ObjectNode sections)) {
            throw ShadowRefusal.bad("State node must be an object");
        }
        for (Map.Entry<String, JsonNode> section : sections.properties()) {
            check(section.getKey(), section.getValue(), mostLevels);
        }
        return new ShadowPatch(sections, version);
    }

    static ShadowRefusal tooManyLevels() {
        return ShadowRefusal.bad("JSON contains too many levels of nesting; maximum is 6");
    }

    private static OptionalLong version(JsonNode version) {
        if (version == null || version.isNull()) {
            return OptionalLong.empty();
        }
        if (!version.isIntegralNumber() || !version.canConvertToLong() || version.longValue() < 0) {
            throw ShadowRefusal.bad("Invalid version");
        }
        return OptionalLong.of(version.longValue());
    }

    private static void check(String section, JsonNode value, int mostLevels) {
        if (!SECTIONS.contains(section)) {
            throw ShadowRefusal.bad("State contains an invalid node");
        }
        if (!value.isObject() && !value.isNull()) {
            throw ShadowRefusal.bad((section.equals(DESIRED) ? "Desired" : "Reported") + " node must be an object");
        }
        checkNested(value, mostLevels, false);
    }

    private static void checkNested(JsonNode value, int levelsLeft, boolean inArray) {
        if (inArray && value.isNull()) {
            throw ShadowRefusal.bad("State contains an invalid node");
        }
        if (value.isContainerNode()) {
            if (levelsLeft < 0 || levelsLeft == 0 && !value.isEmpty()) {
                throw tooManyLevels();
            }
            value.forEach(each -> checkNested(each, levelsLeft - 1, inArray || value.isArray()));
        }
    }
}
