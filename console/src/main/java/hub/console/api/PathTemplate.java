package hub.console.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path of the contract such as {@code /devices/{id}/latest}. */
record PathTemplate(String text, List<String> segments) {

    static PathTemplate of(String text) {
        return new PathTemplate(text, split(text));
    }

    /** The values of the {@code {names}}, or empty when the path is another one. */
    Optional<Map<String, String>> match(String path) {
        List<String> given = split(path);
        if (given.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i++) {
            String segment = segments.get(i);
            if (segment.startsWith("{")) {
                values.put(segment.substring(1, segment.length() - 1), given.get(i));
            } else if (!segment.equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** How many segments are fixed: of two templates that match, the one with more of them is meant. */
    int fixedSegments() {
        return (int) segments.stream().filter(each -> !each.startsWith("{")).count();
    }

    private static List<String> split(String path) {
        List<String> segments = new ArrayList<>();
        for (String each : path.split("/", -1)) {
            segments.add(each);
        }
        return segments;
    }
}
