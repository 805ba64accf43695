package hub.adapters.hot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Field names as stored: MongoDB and DocumentDB disagree about dots, leading dollars and zero bytes, so those are written as %2E, %24 and %00. */
final class FieldNames {
    private FieldNames() {}

    static String stored(String name) {
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter == '.' || letter == '%' || letter == 0 || letter == '$' && i == 0) {
                return escape(name);
            }
        }
        return name;
    }

    static String original(String stored) {
        if (stored.indexOf('%') < 0) {
            return stored;
        }
        return stored.replace("%2E", ".")
                .replace("%24", "$")
                .replace("%00", "\0")
                .replace("%25", "%");
    }

    /** The same values under stored names, at every depth. */
    static Map<String, Object> storedMap(Map<?, ?> values) {
        Map<String, Object> stored = new LinkedHashMap<>();
        values.forEach((name, value) -> stored.put(stored(String.valueOf(name)), storedValue(value)));
        return stored;
    }

    private static Object storedValue(Object value) {
        if (value instanceof Map<?, ?> map) {
            return storedMap(map);
        }
        return value instanceof List<?> list
                ? list.stream().map(FieldNames::storedValue).toList()
                : value;
    }

    private static String escape(String name) {
        String text = name.replace("%", "%25").replace(".", "%2E").replace("\0", "%00");
        return text.startsWith("$") ? "%24" + text.substring(1) : text;
    }
}
