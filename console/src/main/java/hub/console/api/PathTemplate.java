package hub.console.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A path of the contract such as {@code /devices/{id}/latest}. */
record PathTemplate(String text, List<String> segments) {

    static PathTemplate of(String text) {
        return new PathTemplate(text, split(text));
    }

    /** Whether a path, cut into segments, is one of these. */
    boolean fits(List<String> given) {
        if (given.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < given.size(); i++) {
            if (!isName(segments.get(i)) && !segments.get(i).equals(given.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The values of the {@code {names}} in a path that fits. */
    Map<String, String> values(List<String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (isName(segment)) {
                values.put(segment.substring(1, segment.length() - 1), given.get(i));
            }
        }
        return values;
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{");
    }

    /** How many segments are fixed: of two templates that match, the one with more of them is meant. */
    int fixedSegments() {
        return (int) segments.stream().filter(each -> !isName(each)).count();
    }

    /** The segments of a path, the empty one before its first slash among them. */
    static List<String> split(String path) {
        return List.of(path.split("/", -1));
    }
}
